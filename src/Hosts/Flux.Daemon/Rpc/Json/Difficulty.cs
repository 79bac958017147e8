using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Difficulty and solution rates, for people: the only floating point of the daemon's answers.</summary>
internal static class Difficulty
{
    /// <summary>Blocks that the first difficulty rule averages over.</summary>
    private const int AveragingWindow = 17;

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

    /// <summary>
    /// Work of the last <paramref name="lookup"/> blocks up to <paramref name="height"/> (negative: the tip), divided by the span of their times.
    /// A lookup below one means the averaging window. Doubles are fluxd's own arithmetic here.
    /// </summary>
    public static long NetworkSolutionsPerSecond(FluxdNode node, int lookup, int height = -1)
    {
        var tip = node.Chain.Snapshot.Tip;
        var last = height >= 0 && height < tip.Height ? node.Chain.HeaderAt(height) : tip;
        if (last is null || last.Height == 0) return 0;
        var first = last;
        var (earliest, latest) = (last.Time, last.Time);
        for (var at = last.Height - 1; at >= Math.Max(0, last.Height - (lookup <= 0 ? AveragingWindow : lookup)); at--)
        {
            if (node.Chain.HeaderAt(at) is not { } entry) return 0;
            first = entry;
            (earliest, latest) = (Math.Min(earliest, entry.Time), Math.Max(latest, entry.Time));
        }
        return latest == earliest ? 0 : (long)(ToDouble(last.ChainWork - first.ChainWork) / (latest - earliest));
    }

    /// <summary>How many solutions it takes on average to find one under the target.</summary>
    public static double SolutionsPerBlock(uint bits) => Math.ScaleB(1, 256) / Math.Max(1, ToDouble(CompactTarget.Decode(bits)));

    private static double ToDouble(UInt256 value)
    {
        // 64 leading bits are more than a double keeps.
        var shift = Math.Max(0, value.BitLength - 64);
        return Math.ScaleB((value >> shift).Low64, shift);
    }
}
