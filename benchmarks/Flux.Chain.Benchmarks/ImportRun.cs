using System.Globalization;
using System.Text.Json;
using Flux.TestKit.Recorded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Chain.Benchmarks;

/// <summary>Imports a recorded chain into an empty directory, as <c>fluxd -loadblock</c> does, and says what it cost.</summary>
internal static class ImportRun
{
    public static async Task<int> RunAsync(string blocks, string recording, int cacheMiB)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(recording));
        var directory = Directory.CreateTempSubdirectory("flux-import-");
        try
        {
            var options = new ChainOptions
            {
                DataDirectory = directory.FullName,
                Network = RecordedNetwork.Of(document.RootElement.GetProperty("parameters")),
                CacheMiB = cacheMiB,
            };
            await using var node = await ChainNode.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
            var result = await node.ImportAsync([blocks], Console.WriteLine, CancellationToken.None);
            await node.FlushAsync(CancellationToken.None);
            var usage = ProcessUsage.Now();
            var expected = document.RootElement.GetProperty("content").GetProperty("tip_hash").GetString();
            if (node.Snapshot.Tip.Hash.ToString() != expected) throw new InvalidDataException($"The tip is {node.Snapshot.Tip.Hash}, not {expected}.");
            var totals = await node.TotalsAsync(CancellationToken.None);
            Print(result.Total.Transactions, usage);
            var heap = GC.GetGCMemoryInfo(GCKind.Any);
            Line("managed heap after the last collection", heap.HeapSizeBytes / 1048576.0, "MiB");
            Line("managed heap committed", heap.TotalCommittedBytes / 1048576.0, "MiB");
            Console.WriteLine($"collections: {GC.CollectionCount(0)} of generation 0, {GC.CollectionCount(1)} of 1, {GC.CollectionCount(2)} of 2");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"coins: {totals.Coins}, {totals.CoinAmount}, consistent: {totals.AreConsistent}"));
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Print(long transactions, ProcessUsage usage)
    {
        Line("wall, start-up of the process included", usage.Wall.TotalSeconds, "s");
        Line("CPU", usage.Cpu.TotalSeconds, "s");
        Line("peak resident", usage.PeakBytes / 1048576.0, "MiB");
        Line("transactions per second", transactions / usage.Wall.TotalSeconds, "");
    }

    private static void Line(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:F2} {unit}"));
}
