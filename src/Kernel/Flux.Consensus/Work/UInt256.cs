using System.Buffers.Binary;
using Flux.Primitives;

namespace Flux.Consensus.Work;

/// <summary>Unsigned 256-bit number, arithmetic modulo 2^256 as targets and chain work need it (chain reference §4.6).</summary>
public readonly partial struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>
{
    // Least significant word first.
    private readonly ulong _w0, _w1, _w2, _w3;

    /// <summary>From words, least significant first.</summary>
    public UInt256(ulong w0, ulong w1, ulong w2, ulong w3) => (_w0, _w1, _w2, _w3) = (w0, w1, w2, w3);

    /// <summary>0.</summary>
    public static UInt256 Zero => default;

    /// <summary>1.</summary>
    public static UInt256 One => new(1, 0, 0, 0);

    /// <summary>2^256 − 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>True for 0.</summary>
    public bool IsZero => (_w0 | _w1 | _w2 | _w3) == 0;

    /// <summary>The low 64 bits.</summary>
    public ulong Low64 => _w0;

    /// <summary>Position of the highest set bit plus one; 0 for 0.</summary>
    public int BitLength
    {
        get
        {
            for (var i = 3; i >= 0; i--)
            {
                if (Word(i) != 0) return (64 * i) + 64 - System.Numerics.BitOperations.LeadingZeroCount(Word(i));
            }
            return 0;
        }
    }

    /// <summary>A hash as the number that is compared with a target: digest bytes, little-endian.</summary>
    public static UInt256 FromHash(in Hash256 hash) => FromLittleEndian(hash.Bytes);

    /// <summary>32 bytes, least significant first.</summary>
    public static UInt256 FromLittleEndian(ReadOnlySpan<byte> bytes32) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes32),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes32[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes32[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes32[24..]));

    /// <summary>Writes 32 bytes, least significant first.</summary>
    public void WriteLittleEndian(Span<byte> bytes32)
    {
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes32[(8 * i)..], Word(i));
    }

    /// <summary>Reads up to 64 hexadecimal digits, most significant first; a <c>0x</c> is not accepted.</summary>
    public static UInt256 ParseHex(string hex)
    {
        Span<byte> bytes = stackalloc byte[32];
        Convert.FromHexString(hex.PadLeft(64, '0'), bytes, out _, out _);
        bytes.Reverse();
        return FromLittleEndian(bytes);
    }

    /// <summary>64 hexadecimal digits, most significant first, as RPC writes chain work.</summary>
    public override string ToString() => $"{_w3:x16}{_w2:x16}{_w1:x16}{_w0:x16}";

    /// <inheritdoc/>
    public bool Equals(UInt256 other) => _w0 == other._w0 && _w1 == other._w1 && _w2 == other._w2 && _w3 == other._w3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_w0, _w1, _w2, _w3);

    /// <inheritdoc/>
    public int CompareTo(UInt256 other)
    {
        if (_w3 != other._w3) return _w3.CompareTo(other._w3);
        if (_w2 != other._w2) return _w2.CompareTo(other._w2);
        return _w1 != other._w1 ? _w1.CompareTo(other._w1) : _w0.CompareTo(other._w0);
    }

    private ulong Word(int index) => index switch { 0 => _w0, 1 => _w1, 2 => _w2, _ => _w3 };

    /// <summary>Same number.</summary>
    public static bool operator ==(UInt256 left, UInt256 right) => left.Equals(right);

    /// <summary>Another number.</summary>
    public static bool operator !=(UInt256 left, UInt256 right) => !left.Equals(right);

    /// <summary>Smaller.</summary>
    public static bool operator <(UInt256 left, UInt256 right) => left.CompareTo(right) < 0;

    /// <summary>Greater.</summary>
    public static bool operator >(UInt256 left, UInt256 right) => left.CompareTo(right) > 0;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(UInt256 left, UInt256 right) => left.CompareTo(right) <= 0;

    /// <summary>Greater or equal.</summary>
    public static bool operator >=(UInt256 left, UInt256 right) => left.CompareTo(right) >= 0;
}
