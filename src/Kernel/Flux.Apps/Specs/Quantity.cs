using System.Globalization;
using Flux.Apps.Canonical;

namespace Flux.Apps.Specs;

/// <summary>
/// An amount of a resource as specifications write it: at most eight decimals, kept as an integer number of
/// hundred-millionths. cpu is in cores, ram in MB (1024² bytes), hdd in GB (1024³ bytes).
/// </summary>
/// <param name="Units">The amount times 100,000,000.</param>
public readonly record struct Quantity(long Units) : IComparable<Quantity>
{
    /// <summary>Decimals a specification's number may have (fluxos-protocol §3.3).</summary>
    public const int Decimals = 8;

    private const long One = 100_000_000;

    public static Quantity Zero => default;

    /// <summary>A whole number of cores, MB or GB.</summary>
    public static Quantity Of(long whole) => new(checked(whole * One));

    /// <summary>Tenths, the step in which cores are sold: <c>Tenths(5)</c> is half a core.</summary>
    public static Quantity Tenths(long tenths) => new(checked(tenths * (One / 10)));

    /// <summary>The amount a number of a specification stands for; false with more than eight decimals or beyond ±92 billion.</summary>
    public static bool TryFrom(JsNumber number, out Quantity value)
    {
        var fits = number.TryGetScaled(Decimals, out var units);
        value = new(units);
        return fits;
    }

    /// <summary>The amount in whole units, rounded down.</summary>
    public long Whole => Units / One;

    /// <summary>Billionths: what Docker calls NanoCpus.</summary>
    public long Nano => checked(Units * 10);

    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);

    public static Quantity operator +(Quantity a, Quantity b) => new(SaturatingAdd(a.Units, b.Units));
    public static bool operator <(Quantity a, Quantity b) => a.Units < b.Units;
    public static bool operator >(Quantity a, Quantity b) => a.Units > b.Units;
    public static bool operator <=(Quantity a, Quantity b) => a.Units <= b.Units;
    public static bool operator >=(Quantity a, Quantity b) => a.Units >= b.Units;

    /// <summary>True for whole multiples of the step.</summary>
    public bool IsMultipleOf(Quantity step) => Units % step.Units == 0;

    /// <summary>Decimal text without trailing zeros: <c>0.5</c>, <c>7000</c>.</summary>
    public override string ToString()
    {
        var fraction = Math.Abs(Units % One).ToString("00000000", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = Math.Abs(Units / One).ToString(CultureInfo.InvariantCulture);
        return (Units < 0 ? "-" : "") + whole + (fraction.Length == 0 ? "" : "." + fraction);
    }

    private static long SaturatingAdd(long a, long b)
    {
        var sum = (Int128)a + b;
        return sum > long.MaxValue ? long.MaxValue : sum < long.MinValue ? long.MinValue : (long)sum;
    }
}
