using static Flux.Crypto.Curves.FieldElement;

namespace Flux.Crypto.Curves;

/// <summary>
/// A point (X : Y : Z) in homogeneous coordinates with the complete formulas of Renes, Costello and Batina ("Complete addition formulas
/// for prime order elliptic curves", 2015, algorithms 8 and 9 for a = 0): the same operations for every input, equal, opposite and
/// infinite points included, so they are safe with secrets. Coordinates have magnitude 1 or, between operations, 2.
/// </summary>
internal struct CompletePoint
{
    /// <summary>3·b of y² = x³ + b.</summary>
    private const uint ThreeB = 21;

    internal FieldElement X, Y, Z;

    internal static CompletePoint From(in AffinePoint point) => new() { X = point.X, Y = point.Y, Z = One };

    /// <summary>this ← this + q.</summary>
    internal void Add(in AffinePoint q)
    {
        Multiply(out FieldElement xx, X, q.X);
        Multiply(out FieldElement yy, Y, q.Y);
        CrossSum(out FieldElement xy, X, Y, q.X, q.Y, xx, yy);
        Multiply(out FieldElement yz, q.Y, Z);
        FieldElement.Add(out yz, yz, Y);
        Multiply(out FieldElement xz, q.X, Z);
        FieldElement.Add(out xz, xz, X);
        Finish(xx, yy, Z, xy, yz, xz);
    }

    /// <summary>this ← 2 · this.</summary>
    internal void Double()
    {
        Square(out FieldElement yy, Y);
        Square(out FieldElement bzz, Z);
        Times3B(ref bzz);
        Multiply(out FieldElement xy, X, Y);
        Multiply(out FieldElement yz, Y, Z);
        Scale(out FieldElement yy8, yy, 8);

        // X' = 2xy(yy − 3bzz'), Y' = (yy − 3bzz')(yy + bzz') + 8yy·bzz', Z' = 8yy·yz, where bzz' = 3b·Z².
        Multiply(out Z, yy8, yz);
        Multiply(out FieldElement cross, yy8, bzz);
        FieldElement.Add(out FieldElement plus, yy, bzz);
        Scale(out FieldElement minus, bzz, 3);
        Negate(out minus, minus, 3);
        FieldElement.Add(out minus, minus, yy);
        Multiply(out Y, minus, plus);
        FieldElement.Add(out Y, Y, cross);
        Multiply(out X, minus, xy);
        FieldElement.Add(out X, X, X);
    }

    /// <summary>this ← mask = all ones ? −this : this.</summary>
    internal void ConditionalNegate(ulong mask)
    {
        Negate(out FieldElement negative, Y, 2);
        negative.NormalizeWeak();
        ConditionalMove(ref Y, negative, mask);
    }

    /// <summary>The affine point, normalized; meaningless for infinity.</summary>
    internal readonly AffinePoint ToAffine()
    {
        FieldElement z = Z;
        z.NormalizeWeak();
        Invert(out FieldElement inverse, z);
        AffinePoint point;
        Multiply(out point.X, X, inverse);
        Multiply(out point.Y, Y, inverse);
        point.X.Normalize();
        point.Y.Normalize();
        return point;
    }

    /// <summary>r = (a + b)(c + d) − ac − bd = ad + bc, magnitude 4.</summary>
    private static void CrossSum(
        out FieldElement r, in FieldElement a, in FieldElement b, in FieldElement c, in FieldElement d, in FieldElement ac, in FieldElement bd)
    {
        FieldElement.Add(out FieldElement left, a, b);
        FieldElement.Add(out FieldElement right, c, d);
        Multiply(out r, left, right);
        FieldElement.Add(out FieldElement known, ac, bd);
        Negate(out known, known, 2);
        FieldElement.Add(out r, r, known);
    }

    /// <summary>
    /// The end of the addition: X' = xy(yy − c) − 3b·yz·xz, Y' = (yy + c)(yy − c) + 3b·xz·3xx, Z' = yz(yy + c) + 3xx·xy,
    /// with c = 3b·zz.
    /// </summary>
    private void Finish(
        in FieldElement xx, in FieldElement yy, in FieldElement zz, in FieldElement xy, in FieldElement yz, in FieldElement xz)
    {
        Scale(out FieldElement xx3, xx, 3);
        FieldElement c = zz, bxz = xz;
        Times3B(ref c);
        Times3B(ref bxz);
        FieldElement.Add(out FieldElement plus, yy, c);
        Negate(out FieldElement minus, c, 1);
        FieldElement.Add(out minus, minus, yy);

        Multiply(out FieldElement product, yz, bxz);
        Negate(out product, product, 1);
        Multiply(out X, xy, minus);
        FieldElement.Add(out X, X, product);
        X.NormalizeWeak();

        Multiply(out product, bxz, xx3);
        Multiply(out Y, plus, minus);
        FieldElement.Add(out Y, Y, product);

        Multiply(out product, xx3, xy);
        Multiply(out Z, yz, plus);
        FieldElement.Add(out Z, Z, product);
    }

    private static void Times3B(ref FieldElement value)
    {
        Scale(out value, value, ThreeB);
        value.NormalizeWeak();
    }
}
