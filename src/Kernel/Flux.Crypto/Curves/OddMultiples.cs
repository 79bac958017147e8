using static Flux.Crypto.Curves.FieldElement;

namespace Flux.Crypto.Curves;

/// <summary>Tables of P, 3P, 5P, … for public points.</summary>
internal static class OddMultiples
{
    /// <summary>
    /// Fills the table with points that share one Z without any inversion: the true points are (x/Z², y/Z³) for the returned Z.
    /// </summary>
    internal static void FillSharingZ(in AffinePoint point, Span<AffinePoint> table, out FieldElement sharedZ)
    {
        // On the curve scaled by the Z of 2P, 2P is affine, so that every step is a mixed addition.
        JacobianPoint twice = JacobianPoint.From(point);
        twice.Double();
        AffinePoint step = Reduced(twice);
        Square(out FieldElement zz, twice.Z);
        var sum = new JacobianPoint { Z = One };
        Multiply(out sum.X, point.X, zz);
        Multiply(out zz, zz, twice.Z);
        Multiply(out sum.Y, point.Y, zz);

        Span<FieldElement> ratios = stackalloc FieldElement[table.Length];
        table[0] = Reduced(sum);
        for (int i = 1; i < table.Length; i++)
        {
            sum.AddScaled(step, sum.Z, out ratios[i]);
            table[i] = Reduced(sum);
        }

        Multiply(out sharedZ, sum.Z, twice.Z);
        ScaleToLast(table, ratios);
    }

    /// <summary>Fills the table with true affine points; one inversion for all. For tables that are kept.</summary>
    internal static void FillAffine(in AffinePoint point, Span<AffinePoint> table)
    {
        FillSharingZ(point, table, out FieldElement z);
        z.Normalize();
        z.InvertVar();
        Square(out FieldElement zz, z);
        Multiply(out FieldElement zzz, zz, z);
        foreach (ref AffinePoint entry in table)
        {
            Multiply(out entry.X, entry.X, zz);
            Multiply(out entry.Y, entry.Y, zzz);
        }
    }

    /// <summary>Entry i has Z(i); going backwards, the product of the later ratios is Z(last)/Z(i), which brings it to Z(last).</summary>
    private static void ScaleToLast(Span<AffinePoint> table, ReadOnlySpan<FieldElement> ratios)
    {
        FieldElement factor = One;
        for (int i = table.Length - 2; i >= 0; i--)
        {
            Multiply(out factor, factor, ratios[i + 1]);
            Square(out FieldElement square, factor);
            Multiply(out table[i].X, table[i].X, square);
            Multiply(out square, square, factor);
            Multiply(out table[i].Y, table[i].Y, square);
        }
    }

    private static AffinePoint Reduced(in JacobianPoint point)
    {
        var result = new AffinePoint { X = point.X, Y = point.Y };
        result.X.NormalizeWeak();
        result.Y.NormalizeWeak();
        return result;
    }
}
