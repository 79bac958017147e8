using System.Numerics;

namespace Flux.Apps.Canonical;

/// <summary>
/// What IEEE 754 binary64 does to a decimal, in exact integer arithmetic: round to the nearest double (ties to even), then
/// name that double by its shortest decimal, the closest one where several are equally short (ECMA-262 Number::toString).
/// </summary>
internal static class IeeeDouble
{
    private const int MantissaBits = 53;
    private const int MinExponent = -1074;
    private const int MaxExponent = 971;
    private const int MaxDigits = 17;

    // Fifteen digits survive the trip through a double unchanged while it is normal, so such a decimal is its own shortest form.
    private const int ExactDigits = 15;
    private const int ExactMagnitude = 290;

    /// <summary>The shortest decimal of the double nearest to digits × 10^exponent; null when that is infinite.</summary>
    public static (ulong Digits, int Exponent)? ShortestDecimal(BigInteger digits, int exponent)
    {
        if (digits.IsZero) return (0, 0);
        var length = DecimalLength(digits);
        if (exponent + length < -400) return (0, 0);
        if (exponent + length > 400) return null;
        if (length <= ExactDigits && Math.Abs(exponent + length) < ExactMagnitude) return Trim((ulong)digits, exponent);
        return Round(digits, exponent) is { } nearest ? Shorten(nearest.Mantissa, nearest.Exponent) : null;
    }

    private static (BigInteger Mantissa, int Exponent)? Round(BigInteger digits, int exponent)
    {
        var top = exponent >= 0 ? digits * BigInteger.Pow(10, exponent) : digits;
        var bottom = exponent >= 0 ? BigInteger.One : BigInteger.Pow(10, -exponent);
        var binary = Math.Max(MinExponent, (int)(top.GetBitLength() - bottom.GetBitLength()) - MantissaBits);
        var mantissa = Divide(top, bottom, binary);
        while (mantissa.GetBitLength() > MantissaBits) mantissa = Divide(top, bottom, ++binary);
        return binary > MaxExponent || mantissa.GetBitLength() + binary > MantissaBits + MaxExponent ? null : (mantissa, binary);
    }

    // round-half-even(top / bottom / 2^binary)
    private static BigInteger Divide(BigInteger top, BigInteger bottom, int binary)
    {
        if (binary >= 0) bottom <<= binary; else top <<= -binary;
        var quotient = BigInteger.DivRem(top, bottom, out var remainder);
        var twice = BigInteger.Compare(remainder << 1, bottom);
        return twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    // The decimals that round to mantissa × 2^exponent lie between the midpoints to its neighbours; everything is scaled by 4
    // so that also the narrower gap below a power of two is an integer.
    private static (ulong Digits, int Exponent)? Shorten(BigInteger mantissa, int exponent)
    {
        if (mantissa.IsZero) return (0, 0);
        var narrow = mantissa == BigInteger.One << (MantissaBits - 1) && exponent > MinExponent;
        var scale = exponent < 0 ? BigInteger.One << -exponent : BigInteger.One;
        var lift = exponent > 0 ? BigInteger.One << exponent : BigInteger.One;
        var gap = new Gap(4 * mantissa * lift - (narrow ? 1 : 2) * lift, 4 * mantissa * lift, 4 * mantissa * lift + 2 * lift, 4 * scale, mantissa.IsEven);
        var magnitude = DecimalLength(BigInteger.Divide(gap.Value, gap.Unit));
        if (magnitude == 1 && gap.Value < gap.Unit) magnitude = FractionMagnitude(gap);
        for (var length = 1; length <= MaxDigits; length++)
            if (gap.Closest(magnitude - length) is { } found) return Trim((ulong)found, magnitude - length);
        return null;
    }

    // For values below one: minus the number of zeros after the decimal point.
    private static int FractionMagnitude(in Gap gap)
    {
        var magnitude = 0;
        for (var value = gap.Value * 10; value < gap.Unit; value *= 10) magnitude--;
        return magnitude;
    }

    private static (ulong, int) Trim(ulong digits, int exponent)
    {
        while (digits % 10 == 0) { digits /= 10; exponent++; }
        return (digits, exponent);
    }

    private static int DecimalLength(BigInteger value)
    {
        var length = 1;
        for (var bound = new BigInteger(10); value >= bound; bound *= 10) length++;
        return length;
    }

    /// <summary>The interval of reals that round to one double, as numerators over <paramref name="Unit"/>.</summary>
    private readonly record struct Gap(BigInteger Low, BigInteger Value, BigInteger High, BigInteger Unit, bool Closed)
    {
        /// <summary>The multiple of 10^power inside the interval that is closest to the double itself; null when there is none.</summary>
        public BigInteger? Closest(int power)
        {
            var top = power < 0 ? Value * BigInteger.Pow(10, -power) : Value;
            var bottom = power < 0 ? Unit : Unit * BigInteger.Pow(10, power);
            var below = BigInteger.DivRem(top, bottom, out var remainder);
            var preferUpper = BigInteger.Compare(remainder << 1, bottom) is var half && (half > 0 || (half == 0 && !below.IsEven));
            var first = preferUpper ? below + 1 : below;
            if (Contains(first, power)) return first;
            var second = preferUpper ? below : below + 1;
            return Contains(second, power) ? second : null;
        }

        private bool Contains(BigInteger digits, int power)
        {
            if (digits.IsZero) return false;
            var (left, scale) = power < 0 ? (digits * Unit, BigInteger.Pow(10, -power)) : (digits * Unit * BigInteger.Pow(10, power), BigInteger.One);
            var low = BigInteger.Compare(left, Low * scale);
            var high = BigInteger.Compare(left, High * scale);
            return Closed ? low >= 0 && high <= 0 : low > 0 && high < 0;
        }
    }
}
