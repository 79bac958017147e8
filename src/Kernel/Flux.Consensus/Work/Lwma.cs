using Flux.Consensus.Headers;
using Flux.Consensus.Networks;

namespace Flux.Consensus.Work;

/// <summary>Linearly weighted averages of solve times: LWMA and LWMA-3 (chain reference §4.6). The division per block before summing is part of the rule.</summary>
internal static class Lwma
{
    // On every network, whatever its spacing.
    private const long LeastSolve = -360;
    private const int MostSpacings = 6;
    private const int LeastWeightedShare = 10;
    private const ulong MostRisePercent = 150;
    private const ulong MostFallPercent = 67;

    /// <summary>LWMA: solve times between neighbours, clamped to both sides.</summary>
    public static UInt256 Next(WorkParameters work, IAncestry parent)
    {
        var weights = Weights(work);
        long weighted = 0;
        var sum = UInt256.Zero;
        for (var j = 1; j <= work.LwmaWindow; j++)
        {
            var block = parent.At(parent.Height - work.LwmaWindow + j);
            var solve = Math.Clamp((long)block.Time - parent.At(block.Height - 1).Time, LeastSolve, MostSpacings * work.Spacing);
            weighted += solve * j;
            sum += CompactTarget.Decode(block.Bits) / (ulong)(weights * work.LwmaWindow);
        }
        weighted = Math.Max(weighted, weights / LeastWeightedShare);
        return UInt256.Min(work.PowLimit, sum * (ulong)weighted);
    }

    /// <summary>LWMA-3: times never go back, and the target changes by at most a half up or a third down per block.</summary>
    public static UInt256 NextThird(WorkParameters work, IAncestry parent)
    {
        if (parent.Height < work.LwmaWindow) return work.PowLimit;
        var weights = Weights(work);
        long weighted = 0;
        var sum = UInt256.Zero;
        long previous = parent.At(parent.Height - work.LwmaWindow).Time;
        for (var j = 1; j <= work.LwmaWindow; j++)
        {
            var block = parent.At(parent.Height - work.LwmaWindow + j);
            var time = block.Time > previous ? block.Time : previous + 1;
            weighted += Math.Min(MostSpacings * work.Spacing, time - previous) * j;
            previous = time;
            sum += CompactTarget.Decode(block.Bits) / (ulong)(weights * work.LwmaWindow);
        }
        return UInt256.Min(work.PowLimit, Bounded(work, sum * (ulong)weighted, CompactTarget.Decode(parent.Tip().Bits)));
    }

    /// <summary>At most half as much again; then, even if that raises it again, at least two thirds of the last target.</summary>
    private static UInt256 Bounded(WorkParameters work, UInt256 next, UInt256 last)
    {
        next = UInt256.Min(next, Percent(work, last, MostRisePercent));
        var least = Percent(work, last, MostFallPercent);
        return least > next ? least : next;
    }

    /// <summary>The reference multiplies modulo 2^256, which bites where targets are near 2^250.</summary>
    private static UInt256 Percent(WorkParameters work, UInt256 target, ulong percent)
    {
        if (work.WrapsTargets) return target * percent / 100;
        var hundredth = target / 100;
        return (hundredth * percent) + ((target - (hundredth * 100)) * percent / 100);
    }

    private static long Weights(WorkParameters work) => (long)work.LwmaWindow * (work.LwmaWindow + 1) * work.Spacing / 2;
}
