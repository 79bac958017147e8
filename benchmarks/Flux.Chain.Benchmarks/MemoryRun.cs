using System.Diagnostics;
using System.Globalization;
using Flux.Consensus.Networks;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Chain.Benchmarks;

/// <summary>How much memory a node takes that has so many blocks: grows one chain to each height in turn, and opens it there in a fresh process.</summary>
internal static class MemoryRun
{
    private const int BlocksPerFile = 50_000;

    // A genesis long ago: three million blocks must not lie in the future.
    private const uint GenesisTime = 1_500_000_000;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private static Network Network { get; } = TestNetworks.WithoutWork(NetworkCatalog.Local(GenesisTime));

    public static async Task<int> RunAsync(IReadOnlyList<int> heights)
    {
        var directory = Directory.CreateTempSubdirectory("flux-memory-");
        try
        {
            var chain = new EmptyChain(Network);
            var height = 0;
            foreach (var wanted in heights)
            {
                await GrowAsync(directory.FullName, chain, height, wanted);
                height = wanted;
                await OpenInFreshProcessAsync(Path.Combine(directory.FullName, "chain"));
            }
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Opens the chain, waits a moment and prints what the process takes then.</summary>
    public static async Task<int> OpenAsync(string directory)
    {
        await using var node = await ChainNode.OpenAsync(Options(directory), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var opened = ProcessUsage.Now();
        // Reads all over the chain, as peers and RPC cause them.
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++) node.ReadBlock(node.HeaderAt(random.Next(1, node.Snapshot.Height))!.Hash);
        await Task.Delay(Settle);
        var usage = ProcessUsage.Now();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"height {node.Snapshot.Height}: open after {opened.Wall.TotalMilliseconds:F0} ms ({opened.Cpu.TotalMilliseconds:F0} ms of processor time), resident {opened.ResidentBytes / 1048576.0:F0} MiB; after 5,000 blocks read {usage.ResidentBytes / 1048576.0:F0} MiB, peak {usage.PeakBytes / 1048576.0:F0} MiB"));
        return 0;
    }

    private static async Task GrowAsync(string directory, EmptyChain chain, int from, int to)
    {
        var watch = Stopwatch.StartNew();
        await using var node = await ChainNode.OpenAsync(Options(Path.Combine(directory, "chain")), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var file = Path.Combine(directory, "next.dat");
        for (var height = from; height < to; height += BlocksPerFile)
        {
            chain.Append(file, Math.Min(BlocksPerFile, to - height));
            var result = await node.ImportAsync([file], _ => { }, CancellationToken.None);
            if (result.Refused + result.WithoutParent > 0) throw new InvalidDataException($"{result.Refused} blocks were refused.");
        }
        if (node.Snapshot.Height != to) throw new InvalidDataException($"The chain has height {node.Snapshot.Height} instead of {to}.");
        var usage = ProcessUsage.Now();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"grown from {from} to {to} in {watch.Elapsed.TotalSeconds:F0} s, {(to - from) / watch.Elapsed.TotalSeconds:F0} blocks/s; resident {usage.ResidentBytes / 1048576.0:F0} MiB, peak {usage.PeakBytes / 1048576.0:F0} MiB"));
    }

    private static async Task OpenInFreshProcessAsync(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!) { ArgumentList = { "open", directory } })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The fresh process ended with {process.ExitCode}.");
    }

    private static ChainOptions Options(string directory) => new() { DataDirectory = directory, Network = Network };
}
