using static Flux.Crypto.Curves.FieldElement;

namespace Flux.Crypto.Curves;

/// <summary>
/// A point (X/Z², Y/Z³), or infinity. Its operations branch on the values and are for public data only; secrets use
/// <see cref="CompletePoint"/>. Coordinates have magnitude 1, except that X and Y of a result may reach 4.
/// </summary>
internal struct JacobianPoint
{
    internal FieldElement X, Y, Z;
    internal bool IsInfinity;

    internal static JacobianPoint Infinity => new() { IsInfinity = true };

    internal static JacobianPoint From(in AffinePoint point) => new() { X = point.X, Y = point.Y, Z = One };

    /// <summary>this ← 2 · this, 3 products and 4 squares; the curve has no point of order two.</summary>
    internal void Double()
    {
        if (IsInfinity)
        {
            return;
        }

        // With m = 3X²/2 and t = −XY²: X' = m² + 2t, Y' = −(m(X' + t) + Y⁴), Z' = YZ.
        Multiply(out Z, Z, Y);
        Square(out FieldElement yy, Y);
        Square(out FieldElement m, X);
        Scale(out m, m, 3);
        Halve(ref m);
        Negate(out FieldElement t, yy, 1);
        Multiply(out t, t, X);
        Square(out X, m);
        FieldElement.Add(out X, X, t);
        FieldElement.Add(out X, X, t);
        Square(out yy, yy);
        FieldElement.Add(out t, t, X);
        Multiply(out Y, t, m);
        FieldElement.Add(out Y, Y, yy);
        Negate(out Y, Y, 2);
    }

    /// <summary>this ← this + q.</summary>
    internal void Add(in AffinePoint q)
    {
        if (IsInfinity)
        {
            this = From(q);
            return;
        }

        AddScaled(q, Z, out _);
    }

    /// <summary>
    /// this ← this + q, where q is affine on the curve that <paramref name="scaledZ"/> (= Z times a common factor) relates to this
    /// point's. <paramref name="ratio"/> is what Z was multiplied by. Not for infinity.
    /// </summary>
    internal void AddScaled(in AffinePoint q, in FieldElement scaledZ, out FieldElement ratio)
    {
        Square(out FieldElement zz, scaledZ);
        Multiply(out FieldElement h, q.X, zz);
        Multiply(out FieldElement slope, q.Y, zz);
        Multiply(out slope, slope, scaledZ);

        // h = difference of the x, slope = minus the difference of the y, both times a power of Z.
        Negate(out FieldElement t, X, 4);
        FieldElement.Add(out h, h, t);
        Negate(out slope, slope, 1);
        FieldElement.Add(out slope, slope, Y);
        if (h.IsZeroVar())
        {
            AddSameX(slope.IsZeroVar(), out ratio);
            return;
        }

        // X' = slope² − h³ − 2Xh², Y' = slope(X' − Xh²) − Yh³, Z' = Zh.
        ratio = h;
        Multiply(out Z, Z, h);
        Square(out FieldElement hh, h);
        Negate(out hh, hh, 1);
        Multiply(out FieldElement hhh, hh, h);
        Multiply(out t, X, hh);
        Square(out X, slope);
        FieldElement.Add(out X, X, hhh);
        FieldElement.Add(out X, X, t);
        FieldElement.Add(out X, X, t);
        FieldElement.Add(out t, t, X);
        Multiply(out t, t, slope);
        Multiply(out hhh, hhh, Y);
        FieldElement.Add(out Y, hhh, t);
    }

    /// <summary>The affine point. False for infinity.</summary>
    internal readonly bool TryToAffineVar(out AffinePoint point)
    {
        point = default;
        if (IsInfinity)
        {
            return false;
        }

        FieldElement inverse = Z;
        inverse.Normalize();
        inverse.InvertVar();
        Square(out FieldElement square, inverse);
        Multiply(out point.X, X, square);
        Multiply(out square, square, inverse);
        Multiply(out point.Y, Y, square);
        point.X.Normalize();
        point.Y.Normalize();
        return true;
    }

    private void AddSameX(bool sameY, out FieldElement ratio)
    {
        ratio = Y;
        IsInfinity = !sameY;
        Double();
    }
}
