namespace Flux.Crypto.Curves;

/// <content>
/// Inverse and square root as fixed powers: the same operations for every value, so usable on secrets. And a faster inverse for
/// public values.
/// </content>
internal partial struct FieldElement
{
    private static readonly ModularInverse Modulus =
        new(0xFFFFFFFEFFFFFC2F, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF);

    /// <summary>this ← 1/this for a normalized public value; zero stays zero.</summary>
    internal void InvertVar()
    {
        ulong w0 = N0 | (N1 << 52), w1 = (N1 >> 12) | (N2 << 40), w2 = (N2 >> 24) | (N3 << 28), w3 = (N3 >> 36) | (N4 << 16);
        Modulus.InvertVar(ref w0, ref w1, ref w2, ref w3);
        this = FromLimbs(w0, w1, w2, w3);
    }

    /// <summary>r = 1/a, by Fermat: a^(p−2); zero for zero. a of magnitude 1.</summary>
    internal static void Invert(out FieldElement r, in FieldElement a)
    {
        CommonPower(a, out FieldElement x2, out FieldElement t);
        SquareRepeatedly(out t, t, 5);
        Multiply(out t, t, a);
        SquareRepeatedly(out t, t, 3);
        Multiply(out t, t, x2);
        SquareRepeatedly(out t, t, 2);
        Multiply(out r, t, a);
    }

    /// <summary>r = a^((p+1)/4), a square root of a if there is one. False when a is no square. a of magnitude 1.</summary>
    internal static bool TrySquareRoot(out FieldElement r, in FieldElement a)
    {
        CommonPower(a, out FieldElement x2, out FieldElement t);
        SquareRepeatedly(out t, t, 6);
        Multiply(out t, t, x2);
        SquareRepeatedly(out r, t, 2);
        Square(out FieldElement check, r);
        return AreEqual(check, a);
    }

    /// <summary>
    /// Both exponents begin with the same bits: 223 ones, a zero, 22 ones. Names: xN = a^(2^N − 1), made by doubling up run lengths.
    /// </summary>
    private static void CommonPower(in FieldElement a, out FieldElement x2, out FieldElement power)
    {
        Extend(out x2, a, 1, a);
        Extend(out FieldElement x3, x2, 1, a);
        Extend(out FieldElement x6, x3, 3, x3);
        Extend(out FieldElement x9, x6, 3, x3);
        Extend(out FieldElement x11, x9, 2, x2);
        Extend(out FieldElement x22, x11, 11, x11);
        Extend(out FieldElement x44, x22, 22, x22);
        Extend(out FieldElement x88, x44, 44, x44);
        Extend(out FieldElement x176, x88, 88, x88);
        Extend(out FieldElement x220, x176, 44, x44);
        Extend(out FieldElement x223, x220, 3, x3);
        Extend(out power, x223, 23, x22);
    }

    private static void Extend(out FieldElement r, in FieldElement run, int squarings, in FieldElement tail)
    {
        SquareRepeatedly(out FieldElement shifted, run, squarings);
        Multiply(out r, shifted, tail);
    }
}
