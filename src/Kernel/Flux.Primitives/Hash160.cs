using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Flux.Crypto.Hashing;

namespace Flux.Primitives;

/// <summary>RIPEMD160(SHA256(x)), 20 bytes: what an address or a script commits to.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly struct Hash160 : IEquatable<Hash160>, IComparable<Hash160>
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 20;

    private readonly ulong _a, _b;
    private readonly uint _c;

    /// <summary>Copies <paramref name="digest"/>, which must be exactly 20 bytes.</summary>
    public Hash160(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Size) throw new ArgumentException("A hash of this kind has 20 bytes.", nameof(digest));
        this = MemoryMarshal.Read<Hash160>(digest);
    }

    /// <summary>The hash of <paramref name="data"/>: a public key or a redeem script.</summary>
    public static Hash160 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        Hashes.Hash160(data, digest);
        return new Hash160(digest);
    }

    /// <summary>The digest bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash160>(in this));

    /// <summary>A copy of the digest bytes.</summary>
    public byte[] ToArray() => Bytes.ToArray();

    /// <inheritdoc/>
    public bool Equals(Hash160 other) => _a == other._a && _b == other._b && _c == other._c;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash160 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c);

    /// <inheritdoc/>
    public int CompareTo(Hash160 other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>Lower-case hex in memory order (not reversed).</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    /// <summary>Same digest.</summary>
    public static bool operator ==(Hash160 left, Hash160 right) => left.Equals(right);

    /// <summary>Different digest.</summary>
    public static bool operator !=(Hash160 left, Hash160 right) => !left.Equals(right);

    /// <summary>Memory order.</summary>
    public static bool operator <(Hash160 left, Hash160 right) => left.CompareTo(right) < 0;

    /// <summary>Memory order.</summary>
    public static bool operator >(Hash160 left, Hash160 right) => left.CompareTo(right) > 0;

    /// <summary>Memory order.</summary>
    public static bool operator <=(Hash160 left, Hash160 right) => left.CompareTo(right) <= 0;

    /// <summary>Memory order.</summary>
    public static bool operator >=(Hash160 left, Hash160 right) => left.CompareTo(right) >= 0;
}
