namespace Flux.Crypto.Edwards;

/// <summary>
/// A point in extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z, T = XY/Z (Hisil, Wong, Carter, Dawson 2008). −1 is a square and d is none
/// on both curves, so that the addition formula holds for every pair of points. Not constant-time: only for public values.
/// </summary>
internal readonly struct EdwardsPoint<TCurve>
    where TCurve : struct, IEdwardsCurve
{
    internal const int EncodedSize = 32;

    private readonly Residue<TCurve> _x, _y, _z, _t;

    private EdwardsPoint(in Residue<TCurve> x, in Residue<TCurve> y, in Residue<TCurve> z, in Residue<TCurve> t) => (_x, _y, _z, _t) = (x, y, z, t);

    /// <summary>The neutral element (0, 1).</summary>
    internal static EdwardsPoint<TCurve> Neutral { get; } = new(Residue<TCurve>.Zero, Residue<TCurve>.One, Residue<TCurve>.One, Residue<TCurve>.Zero);

    private static Residue<TCurve> D { get; } = -Residue<TCurve>.Of(TCurve.Numerator) * Residue<TCurve>.Of(TCurve.Numerator + 1).Invert();

    private static Residue<TCurve> TwoD { get; } = D + D;

    internal bool IsNeutral => _x.IsZero && _y == _z;

    /// <summary>True when eight times the point is neutral.</summary>
    internal bool IsSmall => TimesCofactor().IsNeutral;

    /// <summary>
    /// Reads y (255 bits, lowest byte first) and the parity of x (the highest bit). A parity bit on x = 0 is tolerated, as both reference
    /// implementations do. False when no point has this y, or y is not below the prime and <paramref name="reduces"/> is not set.
    /// </summary>
    internal static bool TryDecode(ReadOnlySpan<byte> bytes32, bool reduces, out EdwardsPoint<TCurve> point)
    {
        point = Neutral;
        Span<byte> number = stackalloc byte[EncodedSize];
        bytes32.CopyTo(number);
        var isOdd = (number[^1] & 0x80) != 0;
        number[^1] &= 0x7f;
        if (!Residue<TCurve>.TryRead(number, out var y))
        {
            if (!reduces) return false;
            y = Residue<TCurve>.Reduce(number);
        }
        var square = y.Square();
        // x² = (y² − 1) / (d·y² + 1); the divisor is never zero, because −1/d is no square.
        var ratio = (square - Residue<TCurve>.One) * ((D * square) + Residue<TCurve>.One).Invert();
        if (!ratio.TrySquareRoot(out var x)) return false;
        if (x.IsOdd != isOdd) x = -x;
        point = new EdwardsPoint<TCurve>(x, y, Residue<TCurve>.One, x * y);
        return true;
    }

    /// <summary>The 32 bytes that <see cref="TryDecode"/> reads.</summary>
    internal void Encode(Span<byte> bytes32)
    {
        var inverse = _z.Invert();
        (_y * inverse).Write(bytes32);
        if ((_x * inverse).IsOdd) bytes32[^1] |= 0x80;
    }

    /// <summary>x as 32 bytes, lowest first: what a Pedersen hash takes from its point.</summary>
    internal void WriteX(Span<byte> bytes32) => (_x * _z.Invert()).Write(bytes32);

    internal EdwardsPoint<TCurve> Double()
    {
        var a = _x.Square();
        var b = _y.Square();
        var c = _z.Square();
        var e = (_x + _y).Square() - a - b;
        var g = b - a;
        var f = g - c - c;
        var h = -a - b;
        return new EdwardsPoint<TCurve>(e * f, g * h, f * g, e * h);
    }

    internal EdwardsPoint<TCurve> TimesCofactor() => Double().Double().Double();

    /// <summary>This point prepared for tables.</summary>
    internal FixedPoint<TCurve> ToFixed()
    {
        var inverse = _z.Invert();
        var (x, y) = (_x * inverse, _y * inverse);
        return new FixedPoint<TCurve>(y + x, y - x, TwoD * x * y);
    }

    /// <summary>This point and, or less, one of a table: three products fewer than adding any point.</summary>
    internal EdwardsPoint<TCurve> Add(in FixedPoint<TCurve> fixedPoint, bool negated)
    {
        var a = (_y - _x) * (negated ? fixedPoint.Sum : fixedPoint.Difference);
        var b = (_y + _x) * (negated ? fixedPoint.Difference : fixedPoint.Sum);
        var c = _t * fixedPoint.Product;
        var d = _z + _z;
        var (e, h) = (b - a, b + a);
        var (f, g) = negated ? (d + c, d - c) : (d - c, d + c);
        return new EdwardsPoint<TCurve>(e * f, g * h, f * g, e * h);
    }

    /// <summary>Scalar (32 bytes, lowest first, as it is) times the point.</summary>
    internal EdwardsPoint<TCurve> Times(ReadOnlySpan<byte> scalar)
    {
        var multiples = Multiples();
        var result = Neutral;
        for (var i = scalar.Length - 1; i >= 0; i--)
        {
            result = result.Shift() + multiples[scalar[i] >> 4];
            result = result.Shift() + multiples[scalar[i] & 15];
        }
        return result;
    }

    /// <summary>a·p + b·q with shared doublings; both scalars 32 bytes, lowest first.</summary>
    internal static EdwardsPoint<TCurve> Sum(ReadOnlySpan<byte> a, in EdwardsPoint<TCurve> p, ReadOnlySpan<byte> b, in EdwardsPoint<TCurve> q)
    {
        var (left, right) = (p.Multiples(), q.Multiples());
        var result = Neutral;
        for (var i = EncodedSize - 1; i >= 0; i--)
        {
            result = result.Shift() + left[a[i] >> 4] + right[b[i] >> 4];
            result = result.Shift() + left[a[i] & 15] + right[b[i] & 15];
        }
        return result;
    }

    /// <summary>Sixteen times the point.</summary>
    private EdwardsPoint<TCurve> Shift() => Double().Double().Double().Double();

    /// <summary>Nothing, once, … fifteen times the point.</summary>
    private EdwardsPoint<TCurve>[] Multiples()
    {
        var multiples = new EdwardsPoint<TCurve>[16];
        multiples[0] = Neutral;
        for (var i = 1; i < multiples.Length; i++) multiples[i] = multiples[i - 1] + this;
        return multiples;
    }

    public static EdwardsPoint<TCurve> operator +(in EdwardsPoint<TCurve> p, in EdwardsPoint<TCurve> q)
    {
        var a = (p._y - p._x) * (q._y - q._x);
        var b = (p._y + p._x) * (q._y + q._x);
        var c = p._t * TwoD * q._t;
        var d = p._z * q._z;
        d += d;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new EdwardsPoint<TCurve>(e * f, g * h, f * g, e * h);
    }

    public static EdwardsPoint<TCurve> operator -(in EdwardsPoint<TCurve> p) => new(-p._x, p._y, p._z, -p._t);

    public static EdwardsPoint<TCurve> operator -(in EdwardsPoint<TCurve> p, in EdwardsPoint<TCurve> q) => p + -q;
}
