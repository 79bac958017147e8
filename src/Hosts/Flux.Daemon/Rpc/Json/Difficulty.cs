using Flux.Consensus.Networks;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Difficulty and solution rates, for people: the only floating point of the daemon's answers.</summary>
internal static class Difficulty
{
    /// <summary>How many times harder than the easiest target: ratio of the two compact forms.</summary>
    public static double Of(Network network, uint bits)
    {
        var limit = network.Work.PowLimitBits;
        var ratio = (double)(limit & 0x007f_ffff) / (bits & 0x007f_ffff);
        return ratio * Math.Pow(256, (int)(limit >> 24) - (int)(bits >> 24));
    }

    /// <summary>Of the block that follows the tip now.</summary>
    public static double OfNextBlock(FluxdNode node)
    {
        var tip = node.Chain.Snapshot.Tip;
        return Of(node.Network, node.Chain.RequiredBits(tip, (uint)node.Time.GetUtcNow().ToUnixTimeSeconds()));
    }

    /// <summary>Work of the last blocks divided by the time they took.</summary>
    public static long NetworkSolutionsPerSecond(FluxdNode node, int blocks)
    {
        var tip = node.Chain.Snapshot.Tip;
        var first = node.Chain.HeaderAt(Math.Max(0, tip.Height - blocks));
        if (first is null || tip.Height == 0 || tip.Time <= first.Time) return 0;
        var work = tip.ChainWork - first.ChainWork;
        // 2^64 solutions are far beyond any network; the shift keeps the division in 64 bits.
        var shift = Math.Max(0, work.BitLength - 63);
        return (long)(((work >> shift).Low64 / (ulong)(tip.Time - first.Time)) << shift);
    }
}
