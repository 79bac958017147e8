using System.Globalization;
using System.Numerics;

namespace Flux.Apps.Canonical;

/// <summary>The parts of a JSON number literal: <c>±Digits × 10^Exponent</c>, exact.</summary>
internal readonly record struct JsNumberLiteral(bool IsNegative, BigInteger Digits, int Exponent)
{
    // Beyond this every literal of bounded length is zero or infinite; keeps the exponent arithmetic far from overflow.
    private const int ExponentCap = 100_000;

    /// <summary>Reads <c>-? int frac? exp?</c> and demands that nothing follows.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out JsNumberLiteral parts)
    {
        parts = default;
        var rest = text;
        var negative = Take(ref rest, '-');
        var whole = TakeDigits(ref rest);
        if (whole.Length == 0 || (whole.Length > 1 && whole[0] == '0')) return false;
        ReadOnlySpan<char> fraction = [];
        if (Take(ref rest, '.'))
        {
            fraction = TakeDigits(ref rest);
            if (fraction.Length == 0) return false;
        }
        if (!TryTakeExponent(ref rest, out var exponent) || rest.Length != 0) return false;
        parts = new(negative, BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture),
            exponent - fraction.Length);
        return true;
    }

    private static bool TryTakeExponent(ref ReadOnlySpan<char> rest, out int exponent)
    {
        exponent = 0;
        if (rest.Length == 0 || rest[0] is not ('e' or 'E')) return true;
        rest = rest[1..];
        var negative = Take(ref rest, '-');
        if (!negative) Take(ref rest, '+');
        var digits = TakeDigits(ref rest);
        if (digits.Length == 0) return false;
        foreach (var digit in digits) exponent = Math.Min(exponent * 10 + (digit - '0'), ExponentCap);
        if (negative) exponent = -exponent;
        return true;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char wanted)
    {
        if (rest.Length == 0 || rest[0] != wanted) return false;
        rest = rest[1..];
        return true;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var count = 0;
        while (count < rest.Length && char.IsAsciiDigit(rest[count])) count++;
        var digits = rest[..count];
        rest = rest[count..];
        return digits;
    }
}
