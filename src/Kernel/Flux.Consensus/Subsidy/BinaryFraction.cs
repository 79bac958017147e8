using System.Numerics;

namespace Flux.Consensus.Subsidy;

/// <summary>
/// A constant of the reference that is an IEEE binary64 number: mantissa · 2^−shift. Its product with an amount is rounded to 53 bits, half
/// to even, and then truncated, exactly as the reference's double arithmetic does (chain reference §5.2).
/// </summary>
internal readonly record struct BinaryFraction(ulong Mantissa, int Shift)
{
    private const int Precision = 53;

    /// <summary>0.0375.</summary>
    public static BinaryFraction ThreeEightieths => new(0x13333333333333, 57);

    /// <summary>0.0625.</summary>
    public static BinaryFraction OneSixteenth => new(1, 4);

    /// <summary>0.15.</summary>
    public static BinaryFraction ThreeTwentieths => new(0x13333333333333, 55);

    /// <summary>amount · fraction · 2^doublings, for amounts from 0 up to 2^53.</summary>
    public long Times(long amount, int doublings)
    {
        var product = (UInt128)(ulong)amount * Mantissa;
        var excess = BitLength(product) - Precision;
        if (excess > 0)
        {
            var dropped = product & ((UInt128.One << excess) - 1);
            var half = UInt128.One << (excess - 1);
            product >>= excess;
            if (dropped > half || (dropped == half && !UInt128.IsEvenInteger(product))) product++;
            product <<= excess;
        }
        return (long)(product >> (Shift - doublings));
    }

    private static int BitLength(UInt128 value)
    {
        var high = (ulong)(value >> 64);
        return high != 0 ? 128 - BitOperations.LeadingZeroCount(high) : 64 - BitOperations.LeadingZeroCount((ulong)value);
    }
}
