using System.Buffers.Binary;
using static Flux.Crypto.Curves.WideMath;

namespace Flux.Crypto.Curves;

/// <summary>
/// An integer modulo the group order n, always reduced, in four 64-bit words, least significant first. No operation branches on the
/// value, except those whose names end in Var and the plain questions (<see cref="IsZero"/>, <see cref="IsHigh"/>).
/// </summary>
internal partial struct Scalar
{
    // n, and 2^256 − n (129 bits).
    private const ulong Order0 = 0xBFD25E8CD0364141, Order1 = 0xBAAEDCE6AF48A03B, Order2 = 0xFFFFFFFFFFFFFFFE, Order3 = 0xFFFFFFFFFFFFFFFF;
    private const ulong Complement0 = 0x402DA1732FC9BEBF, Complement1 = 0x4551231950B75FC4, Complement2 = 1;

    internal ulong W0, W1, W2, W3;

    internal Scalar(ulong w0, ulong w1, ulong w2, ulong w3) => (W0, W1, W2, W3) = (w0, w1, w2, w3);

    internal static Scalar One => new(1, 0, 0, 0);

    internal readonly bool IsZero => (W0 | W1 | W2 | W3) == 0;

    /// <summary>Above (n − 1) / 2: such an S is not the canonical one of the pair s, n − s.</summary>
    internal readonly bool IsHigh
    {
        get
        {
            ulong borrow = 0;
            Subtract(0xDFE92F46681B20A0, W0, ref borrow);
            Subtract(0x5D576E7357A4501D, W1, ref borrow);
            Subtract(0xFFFFFFFFFFFFFFFF, W2, ref borrow);
            Subtract(0x7FFFFFFFFFFFFFFF, W3, ref borrow);
            return borrow != 0;
        }
    }

    /// <summary>Reads 32 bytes big-endian and reduces. Returns false when the number was n or more.</summary>
    internal static bool Read(ReadOnlySpan<byte> bytes32, out Scalar value)
    {
        value = new Scalar(
            BinaryPrimitives.ReadUInt64BigEndian(bytes32[24..]), BinaryPrimitives.ReadUInt64BigEndian(bytes32[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes32[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes32));
        return value.ReduceOnce(0) == 0;
    }

    /// <summary>Writes 32 bytes big-endian.</summary>
    internal readonly void Write(Span<byte> bytes32)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes32, W3);
        BinaryPrimitives.WriteUInt64BigEndian(bytes32[8..], W2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes32[16..], W1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes32[24..], W0);
    }

    /// <summary>a + b.</summary>
    internal static Scalar Sum(in Scalar a, in Scalar b)
    {
        ulong carry = 0;
        var sum = new Scalar(Add(a.W0, b.W0, ref carry), Add(a.W1, b.W1, ref carry), Add(a.W2, b.W2, ref carry), Add(a.W3, b.W3, ref carry));
        sum.ReduceOnce(carry);
        return sum;
    }

    /// <summary>−a.</summary>
    internal static Scalar Negative(in Scalar a)
    {
        ulong notZero = ~EqualMask(a.W0 | a.W1 | a.W2 | a.W3, 0), borrow = 0;
        return new Scalar(
            Subtract(Order0, a.W0, ref borrow) & notZero, Subtract(Order1, a.W1, ref borrow) & notZero,
            Subtract(Order2, a.W2, ref borrow) & notZero, Subtract(Order3, a.W3, ref borrow) & notZero);
    }

    /// <summary>mask = all ones ? a : b, without a branch.</summary>
    internal static Scalar Select(ulong mask, in Scalar a, in Scalar b) => new(
        b.W0 ^ (mask & (a.W0 ^ b.W0)), b.W1 ^ (mask & (a.W1 ^ b.W1)), b.W2 ^ (mask & (a.W2 ^ b.W2)), b.W3 ^ (mask & (a.W3 ^ b.W3)));

    /// <summary>
    /// Subtracts n when the number (with <paramref name="carry"/> as bit 256) is n or more; the number must be below 2n. Returns 1 if
    /// it did, else 0.
    /// </summary>
    private ulong ReduceOnce(ulong carry)
    {
        ulong over = 0;
        var reduced = new Scalar(
            Add(W0, Complement0, ref over), Add(W1, Complement1, ref over), Add(W2, Complement2, ref over), Add(W3, 0, ref over));
        over |= carry;
        this = Select(0 - over, reduced, this);
        return over;
    }
}
