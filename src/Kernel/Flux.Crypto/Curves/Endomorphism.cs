namespace Flux.Crypto.Curves;

/// <summary>
/// The curve's map λ·(x, y) = (β·x, y) (Gallant, Lambert, Vanstone 2001): a scalar k becomes k1 + k2·λ with both parts about 128 bits
/// long, which halves the doublings. The constants are the short basis of the lattice {(a, b) : a + bλ ≡ 0 mod n} and its rounding
/// factors 2^384·b/n; tests derive them again. For public scalars.
/// </summary>
internal static class Endomorphism
{
    private static readonly Scalar Lambda = new(0xDF02967C1B23BD72, 0x122E22EA20816678, 0xA5261C028812645A, 0x5363AD4CC05C30E0);
    private static readonly Scalar Rounding1 = new(0xE893209A45DBB031, 0x3DAA8A1471E8CA7F, 0xE86C90E49284EB15, 0x3086D221A7D46BCD);
    private static readonly Scalar Rounding2 = new(0x1571B4AE8AC47F71, 0x221208AC9DF506C6, 0x6F547FA90ABFE4C4, 0xE4437ED6010E8828);
    private static readonly Scalar MinusB1 = new(0x6F547FA90ABFE4C3, 0xE4437ED6010E8828, 0, 0);
    private static readonly Scalar MinusB2 = new(0xD765CDA83DB1562C, 0x8A280AC50774346D, 0xFFFFFFFFFFFFFFFE, 0xFFFFFFFFFFFFFFFF);

    /// <summary>β, a cube root of one modulo p.</summary>
    internal static readonly FieldElement Beta =
        FieldElement.FromLimbs(0xC1396C28719501EE, 0x9CF0497512F58995, 0x6E64479EAC3434E9, 0x7AE96A2B657C0710);

    /// <summary>Splits k = ±k1 ± k2·λ with both magnitudes below 2^129.</summary>
    internal static void SplitVar(in Scalar k, out Scalar k1, out bool negative1, out Scalar k2, out bool negative2)
    {
        Scalar c1 = Scalar.ProductShifted384(k, Rounding1), c2 = Scalar.ProductShifted384(k, Rounding2);
        k2 = Scalar.Sum(Scalar.Product(c1, MinusB1), Scalar.Product(c2, MinusB2));
        k1 = Scalar.Sum(k, Scalar.Negative(Scalar.Product(k2, Lambda)));
        Absolute(ref k1, out negative1);
        Absolute(ref k2, out negative2);
    }

    private static void Absolute(ref Scalar value, out bool negative)
    {
        negative = value.IsHigh;
        if (negative)
        {
            value = Scalar.Negative(value);
        }
    }
}
