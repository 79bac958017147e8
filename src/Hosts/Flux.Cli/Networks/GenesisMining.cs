using System.Diagnostics;
using System.Globalization;
using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Mining.Miner;
using Flux.Mining.Solver;

namespace Flux.Cli.Networks;

/// <summary>Mines the first block of a network: the same proof of work as any other, so a file whose work fields cannot be mined shows at once.</summary>
internal static class GenesisMining
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>More than this is not taken without being asked for.</summary>
    private const long LittleMemory = 512 * Mebibyte;
    private const int Heartbeat = 15;

    /// <summary>Mines it where that is quick, else says how to.</summary>
    public static async Task<OwnParameters> TryMineAsync(OwnParameters own, CancellationToken cancel)
    {
        var bytes = BlockMiner.RequiredBytes(OwnNetwork.Build(own), 0, 1);
        if (bytes <= LittleMemory) return await MineAsync(own, 1, cancel);
        Terminal.Hint(string.Create(CultureInfo.InvariantCulture, $"Equihash {own.Equihash} takes {bytes / Mebibyte} MiB and about {Solutions(own):N0} solutions; the first block is left without. Mine it with: flux network mine FILE"));
        return own;
    }

    public static async Task<OwnParameters> MineAsync(OwnParameters own, int threads, CancellationToken cancel)
    {
        var network = OwnNetwork.Build(own);
        var began = Stopwatch.GetTimestamp();
        using var miner = new BlockMiner(network, new MiningMeter(TimeProvider.System));
        try
        {
            var mining = miner.SolveAsync(network.Genesis.Header, 0, threads, cancel);
            while (await Task.WhenAny(mining, Task.Delay(TimeSpan.FromSeconds(Heartbeat), cancel)) != mining && !cancel.IsCancellationRequested)
            {
                Terminal.Hint(string.Create(CultureInfo.InvariantCulture, $"Mining the first block: about {Solutions(own):N0} solutions are needed; {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s so far (Ctrl-C stops)."));
            }
            var header = await mining;
            return own with { GenesisNonce = header.Nonce, GenesisSolution = header.Solution };
        }
        catch (SolverMemoryException e)
        {
            throw new CommandException(ExitCode.Unreachable, e.Message, "Use a machine with more memory, or leave the first block without work: flux network new --unmined", e);
        }
    }

    /// <summary>How many solutions it takes on average until a hash is under the easiest target.</summary>
    private static ulong Solutions(OwnParameters own) => ChainWork.Of(OwnNetwork.Build(own).Genesis.Header).Low64;
}
