using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Flux.TestKit.Recorded;

namespace Flux.P2P.Benchmarks;

/// <summary>A node that has a recorded chain serves it to an empty one over loopback; all checks.</summary>
internal static class SyncRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(string blocks, string recording)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(recording));
        var time = new RecordedTime();
        await using var group = new NodeGroup(RecordedNetwork.Of(document.RootElement.GetProperty("parameters")), time);
        var full = await group.StartAsync([]);
        var imported = await full.Chain.ImportAsync([blocks], _ => { }, CancellationToken.None);
        // Opened anew at the time of the recording: a node whose tip is old serves nobody.
        time.StandAt(full.Chain.Snapshot.Tip.Time + 60);
        await group.StopLastAsync();
        full = await group.StartAsync([]);
        var started = Stopwatch.GetTimestamp();
        var empty = await group.StartAsync([0]);
        using var limit = new CancellationTokenSource(Limit);
        while (empty.Chain.Snapshot.Tip.Hash != full.Chain.Snapshot.Tip.Hash) await Task.Delay(5, limit.Token);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{full.Chain.Snapshot.Height} blocks, {imported.Total.Transactions} transactions fetched in {seconds:F1} s: {imported.Total.Transactions / seconds:F0} transactions/s"));
        return 0;
    }

    /// <summary>The clock stands at the recording, so that its tip is no old one.</summary>
    private sealed class RecordedTime : TimeProvider
    {
        private TimeSpan _back;

        public void StandAt(long unixSeconds) => _back = System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(unixSeconds);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - _back;
    }
}
