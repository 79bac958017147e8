using Flux.Consensus.Headers;
using Flux.Consensus.Networks;

namespace Flux.Consensus.Work;

/// <summary>Which target the next block must have (chain reference §4.5, §4.6, §9.3; architecture §4).</summary>
public static class DifficultyRules
{
    // In the relaxed window the multiplier starts here and falls by one a block, past zero (chain reference §13.3).
    private const int RelaxedMultiplierStart = 61;
    private const int RelaxedShift = 5;
    private const int GapSpacings = 2;

    /// <summary>Header field 6 of a child of <paramref name="parent"/>.</summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="parent">The branch.</param>
    /// <param name="newBlockTime">Time of the child: test networks ease the target after a gap.</param>
    public static uint RequiredBits(Network network, IAncestry parent, uint newBlockTime)
    {
        var height = parent.Height + 1;
        if (network.Pon is { } pon && pon.IsActiveAt(height)) return CompactTarget.Encode(PonDifficulty.Next(pon, parent));
        var work = network.Work;
        var algorithm = work.Difficulty.At(height);
        if (algorithm == DifficultyAlgorithm.Constant || IsIn(work.EasiestWindow, parent.Height)) return work.PowLimitBits;
        if (IsIn(work.RelaxedWindow, parent.Height)) return CompactTarget.Encode(Relaxed(work, parent));
        if (work.EasiestAfterGap && newBlockTime > (long)parent.Tip().Time + (GapSpacings * work.Spacing)) return work.PowLimitBits;
        if (parent.Height < work.DigishieldWindow) return work.PowLimitBits;
        return CompactTarget.Encode(algorithm switch
        {
            DifficultyAlgorithm.Digishield => Digishield.Next(work, network.Time.MedianWindow, parent),
            DifficultyAlgorithm.Lwma => Lwma.Next(work, parent),
            _ => Lwma.NextThird(work, parent),
        });
    }

    private static bool IsIn((int Start, int Length)? window, int height) =>
        window is var (start, length) && height >= start && height < start + length;

    private static UInt256 Relaxed(WorkParameters work, IAncestry parent)
    {
        var target = CompactTarget.Decode(CompactTarget.Encode(Lwma.NextThird(work, parent)));
        var multiplier = unchecked((uint)(work.RelaxedWindow!.Value.Start + RelaxedMultiplierStart - parent.Height));
        return UInt256.Min(work.PowLimit, target + ((target >> RelaxedShift) * multiplier));
    }
}
