using System.Diagnostics;
using Flux.Chain.Store;

namespace Flux.Chain.Tests.Store;

/// <summary>Runs the node that dies.</summary>
internal static class CrashChild
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Feeds the blocks until the process dies at the crash point or is done; true when it died.</summary>
    public static async Task<bool> DiesAtAsync(string directory, string blocks, int flushMilliseconds, string crashPoint) =>
        (await RunAsync(directory, blocks, flushMilliseconds, crashPoint)).Died;

    /// <summary>The same, and how long the process took from its start until the chain was open; null when it did not come so far.</summary>
    public static async Task<(bool Died, CrashOpening? Opening)> RunAsync(string directory, string blocks, int flushMilliseconds, string crashPoint)
    {
        using var child = Start(directory, blocks, flushMilliseconds, crashPoint);
        var reading = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await WaitAsync(child);
        var output = await reading;
        return (!output.Contains("done", StringComparison.Ordinal), CrashOpening.Parse(output.Split('\n')[0]));
    }

    /// <summary>Kills the process after it has said so many lines; true when it was not done by then.</summary>
    public static async Task<bool> DiesAfterAsync(string directory, string blocks, int flushMilliseconds, int lines)
    {
        using var child = Start(directory, blocks, flushMilliseconds, "");
        for (var i = 0; i < lines; i++)
        {
            if (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is not { } line || line == "done") break;
        }
        var alive = !child.HasExited;
        child.Kill();
        await WaitAsync(child);
        return alive;
    }

    private static Process Start(string directory, string blocks, int flushMilliseconds, string crashPoint)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { Program(), directory, blocks, $"{flushMilliseconds}" },
            Environment = { [CrashPoint.Variable] = crashPoint },
        };
        return Process.Start(start)!;
    }

    private static async Task WaitAsync(Process child)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Deadline);
        await child.WaitForExitAsync(limit.Token);
    }

    /// <summary>Built next to the tests: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Flux.Chain.CrashChild", own.Name, "Flux.Chain.CrashChild.dll");
        // A child that never starts would look like one that died in time.
        File.Exists(program).ShouldBeTrue(program);
        return program;
    }
}
