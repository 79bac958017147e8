using static Flux.Crypto.Curves.FieldElement;

namespace Flux.Crypto.Curves;

/// <summary>
/// k·G and k·P for secret k: the sequence of operations and of memory addresses is the same for every k. The scalar is written in 64
/// odd signed digits (±1 … ±15, weight 16^i), so no step adds nothing; a table entry is read by passing over the whole table.
/// </summary>
internal static class SecretMultiplication
{
    private const int Windows = 64;
    private const int Entries = 8;

    /// <summary>Entry (i, j) is (2j + 1)·16^i·G.</summary>
    private static readonly AffinePoint[] GeneratorMultiples = BuildGeneratorMultiples();

    /// <summary>k·G for 0 &lt; k &lt; n.</summary>
    internal static AffinePoint MultiplyGenerator(in Scalar k)
    {
        Scalar digits = Recode(k, out ulong negated);
        CompletePoint sum = default;
        for (int i = 0; i < Windows; i++)
        {
            LookUp(GeneratorMultiples.AsSpan(i * Entries, Entries), Digit(digits, i), out AffinePoint point);
            if (i == 0)
            {
                sum = CompletePoint.From(point);
            }
            else
            {
                sum.Add(point);
            }
        }

        sum.ConditionalNegate(negated);
        return sum.ToAffine();
    }

    /// <summary>k·P for 0 &lt; k &lt; n; P is public.</summary>
    internal static AffinePoint Multiply(in Scalar k, in AffinePoint p)
    {
        Scalar digits = Recode(k, out ulong negated);
        Span<AffinePoint> table = stackalloc AffinePoint[Entries];
        OddMultiples.FillAffine(p, table);
        LookUp(table, Digit(digits, Windows - 1), out AffinePoint point);
        CompletePoint sum = CompletePoint.From(point);
        for (int i = Windows - 2; i >= 0; i--)
        {
            sum.Double();
            sum.Double();
            sum.Double();
            sum.Double();
            LookUp(table, Digit(digits, i), out point);
            sum.Add(point);
        }

        sum.ConditionalNegate(negated);
        return sum.ToAffine();
    }

    /// <summary>
    /// Makes k odd (k or n − k, as the mask tells) and returns k' with k = Σ (2·nibble(i) − 15)·16^i: k' = (k + 2^256 − 1) / 2.
    /// </summary>
    private static Scalar Recode(in Scalar k, out ulong negated)
    {
        negated = (k.W0 & 1) - 1;
        Scalar odd = Scalar.Select(negated, Scalar.Negative(k), k);
        return new Scalar(
            (odd.W0 >> 1) | (odd.W1 << 63), (odd.W1 >> 1) | (odd.W2 << 63), (odd.W2 >> 1) | (odd.W3 << 63), (odd.W3 >> 1) | (1UL << 63));
    }

    private static ulong Digit(in Scalar digits, int index)
    {
        ulong word = (index / 16) switch { 0 => digits.W0, 1 => digits.W1, 2 => digits.W2, _ => digits.W3 };
        return (word >> (4 * (index % 16))) & 15;
    }

    /// <summary>The multiple 2·nibble − 15 of the table's base: nibbles below 8 are negative.</summary>
    private static void LookUp(ReadOnlySpan<AffinePoint> table, ulong nibble, out AffinePoint point)
    {
        ulong negative = (nibble >> 3) - 1;
        ulong wanted = (nibble ^ negative) & 7;
        point = default;
        for (int i = 0; i < table.Length; i++)
        {
            ulong mask = WideMath.EqualMask((ulong)i, wanted);
            ConditionalMove(ref point.X, table[i].X, mask);
            ConditionalMove(ref point.Y, table[i].Y, mask);
        }

        Negate(out FieldElement minusY, point.Y, 1);
        minusY.NormalizeWeak();
        ConditionalMove(ref point.Y, minusY, negative);
    }

    private static AffinePoint[] BuildGeneratorMultiples()
    {
        var table = new AffinePoint[Windows * Entries];
        AffinePoint window = AffinePoint.Generator;
        for (int i = 0; i < Windows; i++)
        {
            OddMultiples.FillAffine(window, table.AsSpan(i * Entries, Entries));
            JacobianPoint next = JacobianPoint.From(window);
            next.Double();
            next.Double();
            next.Double();
            next.Double();
            next.TryToAffineVar(out window);
        }

        return table;
    }
}
