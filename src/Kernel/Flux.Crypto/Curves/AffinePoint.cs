namespace Flux.Crypto.Curves;

/// <summary>A point (x, y) of y² = x³ + 7, never infinity. Coordinates of magnitude 1.</summary>
internal struct AffinePoint
{
    internal FieldElement X, Y;

    /// <summary>The group's generator (SEC 2, §2.4.1).</summary>
    internal static AffinePoint Generator => new()
    {
        X = FieldElement.FromLimbs(0x59F2815B16F81798, 0x029BFCDB2DCE28D9, 0x55A06295CE870B07, 0x79BE667EF9DCBBAC),
        Y = FieldElement.FromLimbs(0x9C47D08FFB10D4B8, 0xFD17B448A6855419, 0x5DA4FBFC0E1108A8, 0x483ADA7726A3C465),
    };

    /// <summary>The point with this x (magnitude 1) and the parity of y asked for. False when no point has this x.</summary>
    internal static bool TryFromX(in FieldElement x, bool odd, out AffinePoint point)
    {
        point.X = x;
        RightSide(x, out FieldElement right);
        if (!FieldElement.TrySquareRoot(out point.Y, right))
        {
            return false;
        }

        point.Y.Normalize();
        if (point.Y.IsOdd != odd)
        {
            FieldElement.Negate(out point.Y, point.Y, 1);
            point.Y.Normalize();
        }

        return true;
    }

    /// <summary>Whether y² = x³ + 7.</summary>
    internal readonly bool IsOnCurve()
    {
        RightSide(X, out FieldElement right);
        FieldElement.Square(out FieldElement left, Y);
        return FieldElement.AreEqual(left, right);
    }

    private static void RightSide(in FieldElement x, out FieldElement right)
    {
        FieldElement.Square(out right, x);
        FieldElement.Multiply(out right, right, x);
        right.N0 += 7;
        right.NormalizeWeak();
    }
}
