using Flux.Consensus.Headers;
using Flux.Consensus.Networks;

namespace Flux.Consensus.Work;

/// <summary>Targets of proof of node (chain reference §9.3).</summary>
internal static class PonDifficulty
{
    public static UInt256 Next(PonParameters pon, IAncestry parent)
    {
        var height = parent.Height + 1;
        var first = parent.Height - (pon.DifficultyWindow - 1);
        if (height < pon.From + pon.DifficultyWindow || first < 0) return pon.StartLimit;
        long ideal = (pon.DifficultyWindow - 1) * pon.SlotSeconds;
        var actual = Math.Clamp((long)parent.Tip().Time - parent.At(first).Time, ideal * 4 / 5, ideal * 5 / 4);
        var next = CompactTarget.Decode(parent.Tip().Bits) / (ulong)ideal * (ulong)actual;
        return next.IsZero ? pon.Limit : UInt256.Min(pon.Limit, next);
    }
}
