using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Edwards;

/// <summary>
/// An integer modulo a prime, kept multiplied by 2^256 (Montgomery form) and always below the prime. Not constant-time: only for public values.
/// </summary>
internal readonly partial struct Residue<TPrime> : IEquatable<Residue<TPrime>>
    where TPrime : struct, IPrime
{
    internal const int Size = 32;

    private readonly ulong _w0, _w1, _w2, _w3;

    private Residue(ulong w0, ulong w1, ulong w2, ulong w3) => (_w0, _w1, _w2, _w3) = (w0, w1, w2, w3);

    internal static Residue<TPrime> Zero => default;

    /// <summary>2^256 modulo the prime.</summary>
    internal static Residue<TPrime> One { get; } = PowerOfTwo(new Residue<TPrime>(1, 0, 0, 0), 256);

    /// <summary>2^512 modulo the prime: brings a number into Montgomery form.</summary>
    private static Residue<TPrime> Square2 { get; } = PowerOfTwo(One, 256);

    internal bool IsZero => (_w0 | _w1 | _w2 | _w3) == 0;

    /// <summary>The lowest bit of the number itself.</summary>
    internal bool IsOdd => (Plain()._w0 & 1) != 0;

    internal static Residue<TPrime> Of(ulong value) => new Residue<TPrime>(value, 0, 0, 0) * Square2;

    /// <summary>Reads 32 bytes, lowest first; false when the number is the prime or more.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes32, out Residue<TPrime> value)
    {
        var raw = Words(bytes32);
        var ok = raw.IsReduced;
        value = ok ? raw * Square2 : default;
        return ok;
    }

    /// <summary>Reads a number of 32 or 64 bytes, lowest first, modulo the prime.</summary>
    internal static Residue<TPrime> Reduce(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is not (Size or 2 * Size)) throw new ArgumentException("A number of 32 or 64 bytes.", nameof(bytes));
        var low = Words(bytes[..Size]) * Square2;
        // Square2 stands for 2^256.
        return bytes.Length == Size ? low : low + (Words(bytes[Size..]) * Square2 * Square2);
    }

    /// <summary>32 bytes, lowest first.</summary>
    internal void Write(Span<byte> bytes32)
    {
        var plain = Plain();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes32, plain._w0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes32[8..], plain._w1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes32[16..], plain._w2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes32[24..], plain._w3);
    }

    public bool Equals(Residue<TPrime> other) => ((_w0 ^ other._w0) | (_w1 ^ other._w1) | (_w2 ^ other._w2) | (_w3 ^ other._w3)) == 0;

    public override bool Equals(object? obj) => obj is Residue<TPrime> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_w0, _w1, _w2, _w3);

    public static bool operator ==(Residue<TPrime> a, Residue<TPrime> b) => a.Equals(b);

    public static bool operator !=(Residue<TPrime> a, Residue<TPrime> b) => !a.Equals(b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Residue<TPrime> operator +(in Residue<TPrime> a, in Residue<TPrime> b)
    {
        ulong carry = 0;
        var s0 = WideMath.Add(a._w0, b._w0, ref carry);
        var s1 = WideMath.Add(a._w1, b._w1, ref carry);
        var s2 = WideMath.Add(a._w2, b._w2, ref carry);
        return Once(s0, s1, s2, a._w3 + b._w3 + carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Residue<TPrime> operator -(in Residue<TPrime> a, in Residue<TPrime> b)
    {
        ulong borrow = 0;
        var d0 = WideMath.Subtract(a._w0, b._w0, ref borrow);
        var d1 = WideMath.Subtract(a._w1, b._w1, ref borrow);
        var d2 = WideMath.Subtract(a._w2, b._w2, ref borrow);
        var d3 = WideMath.Subtract(a._w3, b._w3, ref borrow);
        var mask = 0 - borrow;
        ulong carry = 0;
        d0 = WideMath.Add(d0, TPrime.P0 & mask, ref carry);
        d1 = WideMath.Add(d1, TPrime.P1 & mask, ref carry);
        d2 = WideMath.Add(d2, TPrime.P2 & mask, ref carry);
        return new Residue<TPrime>(d0, d1, d2, d3 + (TPrime.P3 & mask) + carry);
    }

    public static Residue<TPrime> operator -(in Residue<TPrime> a) => Zero - a;

    private bool IsReduced
    {
        get
        {
            ulong borrow = 0;
            WideMath.Subtract(_w0, TPrime.P0, ref borrow);
            WideMath.Subtract(_w1, TPrime.P1, ref borrow);
            WideMath.Subtract(_w2, TPrime.P2, ref borrow);
            WideMath.Subtract(_w3, TPrime.P3, ref borrow);
            return borrow == 1;
        }
    }

    /// <summary>The number itself.</summary>
    private Residue<TPrime> Plain() => this * new Residue<TPrime>(1, 0, 0, 0);

    private static Residue<TPrime> Words(ReadOnlySpan<byte> bytes32) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes32), BinaryPrimitives.ReadUInt64LittleEndian(bytes32[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes32[16..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes32[24..]));

    private static Residue<TPrime> PowerOfTwo(Residue<TPrime> from, int doublings)
    {
        for (var i = 0; i < doublings; i++) from += from;
        return from;
    }

    /// <summary>Takes the prime off once when the words are not below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Residue<TPrime> Once(ulong w0, ulong w1, ulong w2, ulong w3)
    {
        ulong borrow = 0;
        var d0 = WideMath.Subtract(w0, TPrime.P0, ref borrow);
        var d1 = WideMath.Subtract(w1, TPrime.P1, ref borrow);
        var d2 = WideMath.Subtract(w2, TPrime.P2, ref borrow);
        var d3 = WideMath.Subtract(w3, TPrime.P3, ref borrow);
        var keep = 0 - borrow;
        return new Residue<TPrime>(
            (w0 & keep) | (d0 & ~keep), (w1 & keep) | (d1 & ~keep), (w2 & keep) | (d2 & ~keep), (w3 & keep) | (d3 & ~keep));
    }
}
