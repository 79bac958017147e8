using System.Runtime.CompilerServices;
using static Flux.Crypto.Curves.WideMath;

namespace Flux.Crypto.Curves;

/// <content>
/// Products without carry chains, which C# cannot express cheaply: with b below 2^56, High(a, b·2^8) is the exact upper part
/// ⌊ab / 2^56⌋, so a column's upper parts are summed on their own; the lower parts' sum, below 2^64, follows from the wrapped sum of
/// the products minus the upper sum times 2^56.
/// </content>
internal partial struct FieldElement
{
    /// <summary>2^260 mod p: what a limb five places up is worth.</summary>
    private const ulong Fold260 = Fold256 << 4;

    /// <summary>r = a · b; both of magnitude 8 or less, r of magnitude 1. r may be a or b.</summary>
    internal static void Multiply(out FieldElement r, in FieldElement a, in FieldElement b)
    {
        ulong a0 = a.N0, a1 = a.N1, a2 = a.N2, a3 = a.N3, a4 = a.N4;
        ulong b0 = b.N0, b1 = b.N1, b2 = b.N2, b3 = b.N3, b4 = b.N4;
        ulong s0 = b0 << 8, s1 = b1 << 8, s2 = b2 << 8, s3 = b3 << 8, s4 = b4 << 8;
        ulong h0 = High(a0, s0);
        ulong l0 = (a0 * b0) - (h0 << 56);
        ulong h1 = High(a0, s1) + High(a1, s0);
        ulong l1 = (a0 * b1) + (a1 * b0) - (h1 << 56);
        ulong h2 = High(a0, s2) + High(a1, s1) + High(a2, s0);
        ulong l2 = (a0 * b2) + (a1 * b1) + (a2 * b0) - (h2 << 56);
        ulong h3 = High(a0, s3) + High(a1, s2) + High(a2, s1) + High(a3, s0);
        ulong l3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) - (h3 << 56);
        ulong h4 = High(a0, s4) + High(a1, s3) + High(a2, s2) + High(a3, s1) + High(a4, s0);
        ulong l4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) - (h4 << 56);
        ulong h5 = High(a1, s4) + High(a2, s3) + High(a3, s2) + High(a4, s1);
        ulong l5 = (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) - (h5 << 56);
        ulong h6 = High(a2, s4) + High(a3, s3) + High(a4, s2);
        ulong l6 = (a2 * b4) + (a3 * b3) + (a4 * b2) - (h6 << 56);
        ulong h7 = High(a3, s4) + High(a4, s3);
        ulong l7 = (a3 * b4) + (a4 * b3) - (h7 << 56);
        ulong h8 = High(a4, s4);
        ulong l8 = (a4 * b4) - (h8 << 56);
        Reduce(
            out r,
            l0, l1 + (h0 << 4), l2 + (h1 << 4), l3 + (h2 << 4), l4 + (h3 << 4),
            l5 + (h4 << 4), l6 + (h5 << 4), l7 + (h6 << 4), l8 + (h7 << 4), h8 << 4);
    }

    /// <summary>r = a²; a of magnitude 8 or less, r of magnitude 1. r may be a.</summary>
    internal static void Square(out FieldElement r, in FieldElement a)
    {
        ulong a0 = a.N0, a1 = a.N1, a2 = a.N2, a3 = a.N3, a4 = a.N4;
        ulong d0 = a0 << 1, d1 = a1 << 1, d2 = a2 << 1, d3 = a3 << 1;
        ulong s0 = a0 << 8, s1 = a1 << 8, s2 = a2 << 8, s3 = a3 << 8, s4 = a4 << 8;
        ulong h0 = High(a0, s0);
        ulong l0 = (a0 * a0) - (h0 << 56);
        ulong h1 = High(d0, s1);
        ulong l1 = (d0 * a1) - (h1 << 56);
        ulong h2 = High(d0, s2) + High(a1, s1);
        ulong l2 = (d0 * a2) + (a1 * a1) - (h2 << 56);
        ulong h3 = High(d0, s3) + High(d1, s2);
        ulong l3 = (d0 * a3) + (d1 * a2) - (h3 << 56);
        ulong h4 = High(d0, s4) + High(d1, s3) + High(a2, s2);
        ulong l4 = (d0 * a4) + (d1 * a3) + (a2 * a2) - (h4 << 56);
        ulong h5 = High(d1, s4) + High(d2, s3);
        ulong l5 = (d1 * a4) + (d2 * a3) - (h5 << 56);
        ulong h6 = High(d2, s4) + High(a3, s3);
        ulong l6 = (d2 * a4) + (a3 * a3) - (h6 << 56);
        ulong h7 = High(d3, s4);
        ulong l7 = (d3 * a4) - (h7 << 56);
        ulong h8 = High(a4, s4);
        ulong l8 = (a4 * a4) - (h8 << 56);
        Reduce(
            out r,
            l0, l1 + (h0 << 4), l2 + (h1 << 4), l3 + (h2 << 4), l4 + (h3 << 4),
            l5 + (h4 << 4), l6 + (h5 << 4), l7 + (h6 << 4), l8 + (h7 << 4), h8 << 4);
    }

    /// <summary>r = a squared <paramref name="times"/> times.</summary>
    internal static void SquareRepeatedly(out FieldElement r, in FieldElement a, int times)
    {
        r = a;
        for (int i = 0; i < times; i++)
        {
            Square(out r, r);
        }
    }

    /// <summary>Ten columns (any 64-bit values, weights 2^(52·i)) to five limbs of magnitude 1, folding by 2^260 and 2^256 mod p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(
        out FieldElement r,
        ulong c0, ulong c1, ulong c2, ulong c3, ulong c4, ulong c5, ulong c6, ulong c7, ulong c8, ulong c9)
    {
        ulong u5 = High(c5, Fold260 << 12), v5 = (c5 * Fold260) - (u5 << 52);
        ulong u6 = High(c6, Fold260 << 12), v6 = (c6 * Fold260) - (u6 << 52);
        ulong u7 = High(c7, Fold260 << 12), v7 = (c7 * Fold260) - (u7 << 52);
        ulong u8 = High(c8, Fold260 << 12), v8 = (c8 * Fold260) - (u8 << 52);
        ulong u9 = High(c9, Fold260 << 12), v9 = (c9 * Fold260) - (u9 << 52);
        ulong top = High(u9, Fold260 << 12);
        ulong t0 = c0 + v5 + (u9 * Fold260) - (top << 52);
        ulong t1 = c1 + v6 + u5 + top;
        ulong t2 = c2 + v7 + u6;
        ulong t3 = c3 + v8 + u7;
        ulong t4 = c4 + v9 + u8;
        r.N0 = (t0 & Mask52) + ((t4 >> 48) * Fold256);
        r.N1 = (t1 & Mask52) + (t0 >> 52);
        r.N2 = (t2 & Mask52) + (t1 >> 52);
        r.N3 = (t3 & Mask52) + (t2 >> 52);
        r.N4 = (t4 & Mask48) + (t3 >> 52);
    }
}
