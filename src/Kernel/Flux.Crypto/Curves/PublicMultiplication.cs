using static Flux.Crypto.Curves.FieldElement;

namespace Flux.Crypto.Curves;

/// <summary>
/// a·P + b·G for public numbers: four 128-bit parts (a by the endomorphism, b by halves) share one chain of doublings (Strauss), digits
/// in windowed non-adjacent form.
/// </summary>
internal static class PublicMultiplication
{
    private const int PointWidth = 5;
    private const int GeneratorWidth = 12;

    private static readonly AffinePoint[] LowTable = GeneratorTable(AffinePoint.Generator);
    private static readonly AffinePoint[] HighTable = GeneratorTable(GeneratorTimes2To128());

    /// <summary>a·P + b·G. Time depends on the values.</summary>
    internal static JacobianPoint CombineVar(in Scalar a, in AffinePoint p, in Scalar b)
    {
        Span<AffinePoint> table = stackalloc AffinePoint[1 << (PointWidth - 2)];
        Span<AffinePoint> image = stackalloc AffinePoint[1 << (PointWidth - 2)];
        Span<short> digits = stackalloc short[4 * WindowedForm.Digits];
        Span<short> point1 = Part(digits, 0), point2 = Part(digits, 1), low = Part(digits, 2), high = Part(digits, 3);

        FieldElement sharedZ = One;
        int length = 0;
        if (!a.IsZero)
        {
            OddMultiples.FillSharingZ(p, table, out sharedZ);
            ApplyEndomorphism(table, image);
            Endomorphism.SplitVar(a, out Scalar a1, out bool negative1, out Scalar a2, out bool negative2);
            length = Math.Max(
                WindowedForm.WriteVar(a1, negative1, PointWidth, point1), WindowedForm.WriteVar(a2, negative2, PointWidth, point2));
        }

        length = Math.Max(length, WindowedForm.WriteVar(new Scalar(b.W0, b.W1, 0, 0), false, GeneratorWidth, low));
        length = Math.Max(length, WindowedForm.WriteVar(new Scalar(b.W2, b.W3, 0, 0), false, GeneratorWidth, high));

        JacobianPoint sum = JacobianPoint.Infinity;
        for (int i = length - 1; i >= 0; i--)
        {
            sum.Double();
            AddShared(ref sum, table, point1[i]);
            AddShared(ref sum, image, point2[i]);
            AddTrue(ref sum, LowTable, low[i], sharedZ);
            AddTrue(ref sum, HighTable, high[i], sharedZ);
        }

        Multiply(out sum.Z, sum.Z, sharedZ);
        return sum;
    }

    /// <summary>Adds digit · P from a table on the scaled curve the sum lives on.</summary>
    private static void AddShared(ref JacobianPoint sum, ReadOnlySpan<AffinePoint> table, int digit)
    {
        if (digit != 0)
        {
            Entry(table, digit, out AffinePoint point);
            sum.Add(point);
        }
    }

    /// <summary>Adds digit · G from a table on the true curve, from which the sum's curve is scaled by <paramref name="sharedZ"/>.</summary>
    private static void AddTrue(ref JacobianPoint sum, ReadOnlySpan<AffinePoint> table, int digit, in FieldElement sharedZ)
    {
        if (digit == 0)
        {
            return;
        }

        Entry(table, digit, out AffinePoint point);
        if (!sum.IsInfinity)
        {
            Multiply(out FieldElement scaledZ, sum.Z, sharedZ);
            sum.AddScaled(point, scaledZ, out _);
            return;
        }

        Square(out FieldElement zz, sharedZ);
        Multiply(out point.X, point.X, zz);
        Multiply(out zz, zz, sharedZ);
        Multiply(out point.Y, point.Y, zz);
        sum = JacobianPoint.From(point);
    }

    private static void Entry(ReadOnlySpan<AffinePoint> table, int digit, out AffinePoint point)
    {
        point = table[Math.Abs(digit) / 2];
        if (digit < 0)
        {
            Negate(out point.Y, point.Y, 1);
        }
    }

    private static void ApplyEndomorphism(ReadOnlySpan<AffinePoint> table, Span<AffinePoint> image)
    {
        for (int i = 0; i < table.Length; i++)
        {
            Multiply(out image[i].X, table[i].X, Endomorphism.Beta);
            image[i].Y = table[i].Y;
        }
    }

    private static Span<short> Part(Span<short> digits, int index) => digits.Slice(index * WindowedForm.Digits, WindowedForm.Digits);

    private static AffinePoint[] GeneratorTable(in AffinePoint start)
    {
        var table = new AffinePoint[1 << (GeneratorWidth - 2)];
        OddMultiples.FillAffine(start, table);
        return table;
    }

    private static AffinePoint GeneratorTimes2To128()
    {
        JacobianPoint point = JacobianPoint.From(AffinePoint.Generator);
        for (int i = 0; i < 128; i++)
        {
            point.Double();
        }

        point.TryToAffineVar(out AffinePoint result);
        return result;
    }
}
