using System.Globalization;

namespace Flux.Primitives;

/// <summary>Money in satoshi; 1 FLUX = 100,000,000. May be negative or out of range until a rule has looked at it.</summary>
public readonly record struct Amount(long Satoshis) : IComparable<Amount>
{
    /// <summary>Satoshi per FLUX.</summary>
    public const long Coin = 100_000_000;

    /// <summary>440,000,000 FLUX: no valid value or sum is above it (chain reference §2.1).</summary>
    public static Amount MaxMoney => new(440_000_000 * Coin);

    /// <summary>Nothing.</summary>
    public static Amount Zero => default;

    /// <summary>0 ≤ value ≤ <see cref="MaxMoney"/>.</summary>
    public bool IsInRange => Satoshis >= 0 && Satoshis <= MaxMoney.Satoshis;

    /// <summary>Whole FLUX.</summary>
    public static Amount FromFlux(long flux) => new(checked(flux * Coin));

    /// <summary>Reads a decimal with at most eight decimals, e.g. <c>12.5</c>; no sign but a leading minus, no exponent, no separators.</summary>
    public static bool TryParse(string? text, out Amount amount)
    {
        amount = default;
        if (string.IsNullOrEmpty(text) || text.Length > 32) return false;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return false;
        var satoshis = value * Coin;
        if (satoshis != decimal.Truncate(satoshis) || satoshis > long.MaxValue || satoshis < long.MinValue) return false;
        amount = new Amount((long)satoshis);
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
