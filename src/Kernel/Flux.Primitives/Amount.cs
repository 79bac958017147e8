using System.Globalization;

namespace Flux.Primitives;

/// <summary>Money in satoshi; 1 FLUX = 100,000,000. May be negative or out of range until a rule has looked at it.</summary>
public readonly record struct Amount(long Satoshis) : IComparable<Amount>
{
    /// <summary>Satoshi per FLUX.</summary>
    public const long Coin = 100_000_000;

    private const int Decimals = 8;
    private const int LongestText = 64;

    /// <summary>440,000,000 FLUX: no valid value or sum is above it (chain reference §2.1).</summary>
    public static Amount MaxMoney => new(440_000_000 * Coin);

    /// <summary>Nothing.</summary>
    public static Amount Zero => default;

    /// <summary>0 ≤ value ≤ <see cref="MaxMoney"/>.</summary>
    public bool IsInRange => Satoshis >= 0 && Satoshis <= MaxMoney.Satoshis;

    /// <summary>Whole FLUX.</summary>
    public static Amount FromFlux(long flux) => new(checked(flux * Coin));

    /// <summary>
    /// Reads a decimal such as <c>12.5</c>: digits, optionally a point and more digits, of which those after the eighth must be zero; a leading minus
    /// is allowed, exponents, blanks and separators are not. False also for what does not fit 64 bits.
    /// </summary>
    public static bool TryParse(string? text, out Amount amount)
    {
        amount = default;
        if (text is null || text.Length > LongestText) return false;
        var digits = text.AsSpan();
        var negative = digits.StartsWith('-');
        if (negative) digits = digits[1..];
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? "0" : digits[(point + 1)..];
        if (!AreDigits(whole) || !AreDigits(fraction) || !TryCombine(whole, fraction, out var satoshis)) return false;
        amount = new Amount(negative ? -satoshis : satoshis);
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private static bool TryCombine(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, out long satoshis)
    {
        satoshis = 0;
        if (fraction.Length > Decimals && fraction[Decimals..].ContainsAnyExcept('0')) return false;
        Int128 value = 0;
        foreach (var digit in whole.TrimStart('0'))
        {
            value = (value * 10) + (digit - '0');
            if (value > long.MaxValue) return false;
        }
        for (var i = 0; i < Decimals; i++) value = (value * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        if (value > long.MaxValue) return false;
        satoshis = (long)value;
        return true;
    }

    /// <summary>Exactly eight decimals, e.g. <c>1.00000000</c>, as JSON-RPC writes amounts (chain reference §12.1).</summary>
    public override string ToString()
    {
        var magnitude = Satoshis < 0 ? (ulong)-(Satoshis + 1) + 1 : (ulong)Satoshis;
        return string.Create(CultureInfo.InvariantCulture, $"{(Satoshis < 0 ? "-" : "")}{magnitude / Coin}.{magnitude % Coin:D8}");
    }

    /// <inheritdoc/>
    public int CompareTo(Amount other) => Satoshis.CompareTo(other.Satoshis);

    /// <summary>Sum; overflow is a bug, so check ranges of foreign values first.</summary>
    public static Amount operator +(Amount left, Amount right) => new(checked(left.Satoshis + right.Satoshis));

    /// <summary>Difference; overflow is a bug.</summary>
    public static Amount operator -(Amount left, Amount right) => new(checked(left.Satoshis - right.Satoshis));

    /// <summary>Smaller.</summary>
    public static bool operator <(Amount left, Amount right) => left.Satoshis < right.Satoshis;

    /// <summary>Greater.</summary>
    public static bool operator >(Amount left, Amount right) => left.Satoshis > right.Satoshis;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(Amount left, Amount right) => left.Satoshis <= right.Satoshis;

    /// <summary>Greater or equal.</summary>
    public static bool operator >=(Amount left, Amount right) => left.Satoshis >= right.Satoshis;
}
