using System.Globalization;
using System.Numerics;

namespace Flux.Apps.Canonical;

/// <summary>
/// A number of a JSON text as ECMAScript sees it: the shortest decimal that names the same IEEE double, kept as
/// <c>±Digits × 10^Exponent</c> without any floating point. Two literals that mean the same double are equal values.
/// </summary>
/// <param name="IsNegative">True below zero. Negative zero does not exist here: JSON.stringify writes it as 0.</param>
/// <param name="Digits">At most 17 significant digits without trailing zeros; 0 for zero and for infinity.</param>
/// <param name="Exponent">Power of ten of the last digit.</param>
/// <param name="IsInfinite">True for literals beyond the largest double; JSON.stringify writes those as null.</param>
public readonly record struct JsNumber(bool IsNegative, ulong Digits, int Exponent, bool IsInfinite = false)
{
    /// <summary>Longest literal that is read; longer ones are refused before any arithmetic.</summary>
    public const int MaxLiteral = 400;

    // 2^53
    private const long LargestExact = 9_007_199_254_740_992;

    /// <summary>Reads a JSON number literal (RFC 8259 grammar). False when it is none or longer than <see cref="MaxLiteral"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> literal, out JsNumber value)
    {
        value = default;
        if (literal.Length > MaxLiteral || !JsNumberLiteral.TryRead(literal, out var parts)) return false;
        value = Normalise(parts);
        return true;
    }

    /// <summary>
    /// Reads a text as JavaScript's Number() reads decimals: spaces around it, a plus sign, leading zeros and a bare point (<c>.5</c>,
    /// <c>5.</c>) are allowed. Its other forms (empty, hexadecimal, Infinity) are refused: nobody means them.
    /// </summary>
    public static bool TryParseText(ReadOnlySpan<char> text, out JsNumber value)
    {
        value = default;
        var given = text.Trim();
        if (given.Length > MaxLiteral) return false;
        var rest = given.TrimStart("+-").ToString();
        if (given.Length - rest.Length > 1) return false;
        var end = rest.AsSpan().IndexOfAny('e', 'E');
        var (mantissa, power) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (mantissa, "") : (mantissa[..point], mantissa[(point + 1)..]);
        if (whole.Length + fraction.Length == 0) return false;
        whole = whole.AsSpan().ContainsAnyExcept('0') ? whole.TrimStart('0') : "0";
        return TryParse($"{(given[0] == '-' ? "-" : "")}{whole}{(fraction.Length == 0 ? "" : ".")}{fraction}{power}", out value);
    }

    /// <summary>The number an integer becomes in JavaScript (above 2^53 it is rounded to a double).</summary>
    public static JsNumber From(long value)
    {
        if (value is < -LargestExact or > LargestExact) return Normalise(new(value < 0, BigInteger.Abs(value), 0));
        // Each of these is a double of its own, and no shorter decimal names it.
        var (digits, exponent) = ((ulong)Math.Abs(value), 0);
        for (; digits != 0 && digits % 10 == 0; digits /= 10) exponent++;
        return new JsNumber(value < 0, digits, exponent);
    }

    /// <summary>Digits after the decimal point; 0 for integers.</summary>
    public int Decimals => Exponent < 0 ? -Exponent : 0;

    /// <summary>The value as an integer; false for fractions, infinities and what does not fit.</summary>
    public bool TryGetInt64(out long value) => TryGetScaled(0, out value);

    /// <summary>The value times 10^<paramref name="decimals"/>; false when that is not an integer of 64 bits.</summary>
    public bool TryGetScaled(int decimals, out long value)
    {
        value = 0;
        var shift = Exponent + decimals;
        if (IsInfinite || (Digits != 0 && shift is < 0 or > 18)) return false;
        if (Digits == 0) return true;
        var scaled = (Int128)Digits * (Int128)BigInteger.Pow(10, shift);
        if (IsNegative) scaled = -scaled;
        if (scaled < long.MinValue || scaled > long.MaxValue) return false;
        value = (long)scaled;
        return true;
    }

    /// <summary>The text of ECMAScript's Number::toString (<c>0.1</c>, <c>1e+21</c>, <c>1e-7</c>); <c>null</c> for infinities.</summary>
    public override string ToString()
    {
        if (IsInfinite) return "null";
        if (Digits == 0) return "0";
        var digits = Digits.ToString(CultureInfo.InvariantCulture);
        return (IsNegative ? "-" : "") + Place(digits, digits.Length + Exponent);
    }

    // point: where the decimal point stands, counted from the first digit (n of ECMA-262 §6.1.6.1.20).
    private static string Place(string digits, int point) => point switch
    {
        > 0 and <= 21 when digits.Length <= point => digits + new string('0', point - digits.Length),
        > 0 and <= 21 => string.Concat(digits.AsSpan(0, point), ".", digits.AsSpan(point)),
        > -6 and <= 0 => "0." + new string('0', -point) + digits,
        _ => Scientific(digits, point - 1),
    };

    private static string Scientific(string digits, int power)
    {
        var mantissa = digits.Length == 1 ? digits : string.Concat(digits.AsSpan(0, 1), ".", digits.AsSpan(1));
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(power < 0 ? "" : "+")}{power}");
    }

    private static JsNumber Normalise(in JsNumberLiteral parts) => IeeeDouble.ShortestDecimal(parts.Digits, parts.Exponent) is { } shortest
        ? new JsNumber(parts.IsNegative && shortest.Digits != 0, shortest.Digits, shortest.Exponent)
        : new JsNumber(parts.IsNegative, 0, 0, IsInfinite: true);
}
