using Flux.Consensus.Work;

namespace Flux.Mining.Stratum;

/// <summary>
/// Difficulty here is how many solutions it takes on average to find one that counts: 1 means that every solution does. A target is the
/// largest block hash that does.
/// </summary>
public static class ShareTarget
{
    private const int MantissaBits = 62;

    /// <summary>The target of a difficulty; below 1 counts as 1.</summary>
    public static UInt256 Of(double difficulty)
    {
        if (!(difficulty > 1)) return UInt256.MaxValue;
        var fraction = 1 / difficulty;
        var exponent = Math.ILogB(fraction);
        // 2^256 · fraction, its leading 62 bits exact enough.
        var mantissa = (ulong)Math.ScaleB(fraction, MantissaBits - exponent);
        var shift = 256 + exponent - MantissaBits;
        var target = new UInt256(mantissa, 0, 0, 0);
        return shift >= 0 ? target << shift : target >> -shift;
    }

    /// <summary>The difficulty of a target.</summary>
    public static double DifficultyOf(UInt256 target)
    {
        var shift = Math.Max(0, target.BitLength - 64);
        return Math.Max(1, Math.ScaleB(1, 256) / Math.Max(1, Math.ScaleB((target >> shift).Low64, shift)));
    }

    /// <summary>The target of a difficulty, but never harder than the block's own: a block always is a share.</summary>
    public static UInt256 Of(double difficulty, UInt256 blockTarget)
    {
        var target = Of(difficulty);
        return target < blockTarget ? blockTarget : target;
    }
}
