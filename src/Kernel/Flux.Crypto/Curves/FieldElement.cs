using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Flux.Crypto.Curves;

/// <summary>
/// An integer modulo p = 2^256 − 2^32 − 977 in five limbs of 52 bits (the top one 48), least significant first. Limbs may exceed their
/// width: an element of <i>magnitude</i> m has limbs below m·2^53 (top m·2^49). Sums and negations raise the magnitude, products
/// and squares take magnitudes up to 8 and give 1. No operation branches on the value unless its name ends in Var.
/// </summary>
internal partial struct FieldElement
{
    private const ulong Mask52 = (1UL << 52) - 1;
    private const ulong Mask48 = (1UL << 48) - 1;

    /// <summary>Lowest limb of p; the others are all ones.</summary>
    private const ulong ModulusLow = 0xFFFFEFFFFFC2F;

    /// <summary>2^256 mod p.</summary>
    private const ulong Fold256 = 0x1000003D1;

    internal ulong N0, N1, N2, N3, N4;

    internal static FieldElement One => new() { N0 = 1 };

    internal static FieldElement FromSmall(uint value) => new() { N0 = value };

    /// <summary>Whether the lowest bit is set; only for a normalized element.</summary>
    internal readonly bool IsOdd => (N0 & 1) == 1;

    /// <summary>Reads 32 bytes big-endian. False when the number is not below p; the element is then unusable.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes32, out FieldElement value)
    {
        value = FromLimbs(
            BinaryPrimitives.ReadUInt64BigEndian(bytes32[24..]), BinaryPrimitives.ReadUInt64BigEndian(bytes32[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes32[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes32));
        return !value.IsAtLeastModulus();
    }

    /// <summary>From four 64-bit words, least significant first; the number must be below 2^256 and may be p or more.</summary>
    internal static FieldElement FromLimbs(ulong w0, ulong w1, ulong w2, ulong w3) => new()
    {
        N0 = w0 & Mask52,
        N1 = ((w0 >> 52) | (w1 << 12)) & Mask52,
        N2 = ((w1 >> 40) | (w2 << 24)) & Mask52,
        N3 = ((w2 >> 28) | (w3 << 36)) & Mask52,
        N4 = w3 >> 16,
    };

    /// <summary>Writes a normalized element as 32 bytes big-endian.</summary>
    internal readonly void Write(Span<byte> bytes32)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes32, (N4 << 16) | (N3 >> 36));
        BinaryPrimitives.WriteUInt64BigEndian(bytes32[8..], (N3 << 28) | (N2 >> 24));
        BinaryPrimitives.WriteUInt64BigEndian(bytes32[16..], (N2 << 40) | (N1 >> 12));
        BinaryPrimitives.WriteUInt64BigEndian(bytes32[24..], (N1 << 52) | N0);
    }

    /// <summary>r = a + b; magnitudes add up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(out FieldElement r, in FieldElement a, in FieldElement b)
    {
        r.N0 = a.N0 + b.N0;
        r.N1 = a.N1 + b.N1;
        r.N2 = a.N2 + b.N2;
        r.N3 = a.N3 + b.N3;
        r.N4 = a.N4 + b.N4;
    }

    /// <summary>r = −a, where a has at most <paramref name="magnitude"/>; r has one more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Negate(out FieldElement r, in FieldElement a, uint magnitude)
    {
        // Every limb of 2(m+1)·p is at least m·2^53, so nothing borrows, and below (m+1)·2^53.
        ulong k = 2 * ((ulong)magnitude + 1);
        r.N0 = (ModulusLow * k) - a.N0;
        r.N1 = (Mask52 * k) - a.N1;
        r.N2 = (Mask52 * k) - a.N2;
        r.N3 = (Mask52 * k) - a.N3;
        r.N4 = (Mask48 * k) - a.N4;
    }

    /// <summary>r = factor · a for a small factor; the magnitude is multiplied too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Scale(out FieldElement r, in FieldElement a, uint factor)
    {
        r.N0 = a.N0 * factor;
        r.N1 = a.N1 * factor;
        r.N2 = a.N2 * factor;
        r.N3 = a.N3 * factor;
        r.N4 = a.N4 * factor;
    }

    /// <summary>r ← r / 2; magnitude m becomes m / 2 + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Halve(ref FieldElement r)
    {
        ulong mask = 0 - (r.N0 & 1);
        ulong t0 = r.N0 + (mask & ModulusLow), t1 = r.N1 + (mask & Mask52), t2 = r.N2 + (mask & Mask52), t3 = r.N3 + (mask & Mask52);
        ulong t4 = r.N4 + (mask & Mask48);
        r.N0 = (t0 >> 1) + ((t1 & 1) << 51);
        r.N1 = (t1 >> 1) + ((t2 & 1) << 51);
        r.N2 = (t2 >> 1) + ((t3 & 1) << 51);
        r.N3 = (t3 >> 1) + ((t4 & 1) << 51);
        r.N4 = t4 >> 1;
    }

    /// <summary>r ← mask = all ones ? a : r, without a branch; mask is all ones or zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ConditionalMove(ref FieldElement r, in FieldElement a, ulong mask)
    {
        r.N0 ^= mask & (r.N0 ^ a.N0);
        r.N1 ^= mask & (r.N1 ^ a.N1);
        r.N2 ^= mask & (r.N2 ^ a.N2);
        r.N3 ^= mask & (r.N3 ^ a.N3);
        r.N4 ^= mask & (r.N4 ^ a.N4);
    }

    /// <summary>Carries once: the magnitude becomes 1, the value stays unreduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void NormalizeWeak()
    {
        ulong over = N4 >> 48;
        ulong t0 = N0 + (over * Fold256), t1 = N1 + (t0 >> 52), t2 = N2 + (t1 >> 52), t3 = N3 + (t2 >> 52);
        N0 = t0 & Mask52;
        N1 = t1 & Mask52;
        N2 = t2 & Mask52;
        N3 = t3 & Mask52;
        N4 = (N4 & Mask48) + (t3 >> 52);
    }

    /// <summary>Brings the element to its one representation below p.</summary>
    internal void Normalize()
    {
        NormalizeWeak();

        // Now below 2^256 + 2^217: subtract p once if the value is p or more, by adding 2^256 − p and dropping bit 256.
        ulong t0 = N0 + Fold256, t1 = N1 + (t0 >> 52), t2 = N2 + (t1 >> 52), t3 = N3 + (t2 >> 52), t4 = N4 + (t3 >> 52);
        ulong reduce = 0 - Math.Min(t4 >> 48, 1);
        var reduced = new FieldElement { N0 = t0 & Mask52, N1 = t1 & Mask52, N2 = t2 & Mask52, N3 = t3 & Mask52, N4 = t4 & Mask48 };
        ConditionalMove(ref this, reduced, reduce);
    }

    /// <summary>Whether the value is zero modulo p, at any magnitude.</summary>
    internal readonly bool IsZero()
    {
        FieldElement t = this;
        t.Normalize();
        return (t.N0 | t.N1 | t.N2 | t.N3 | t.N4) == 0;
    }

    /// <summary>As <see cref="IsZero"/>, but leaves early on most values: for public data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool IsZeroVar()
    {
        ulong low = (N0 + ((N4 >> 48) * Fold256)) & Mask52;
        return (low == 0 || low == ModulusLow) && IsZero();
    }

    /// <summary>Whether two elements are equal modulo p; b has at most magnitude 1, a at most 6.</summary>
    internal static bool AreEqual(in FieldElement a, in FieldElement b)
    {
        Negate(out FieldElement difference, b, 1);
        Add(out difference, difference, a);
        return difference.IsZero();
    }

    private readonly bool IsAtLeastModulus() =>
        N4 == Mask48 && (N3 & N2 & N1) == Mask52 && N0 >= ModulusLow;
}
