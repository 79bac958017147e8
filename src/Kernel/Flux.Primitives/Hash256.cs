using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Flux.Primitives;

/// <summary>
/// 32 bytes in digest order. Text form reverses the bytes ("display hex"). Ordering is the memory compare of the
/// digest bytes, first byte most significant (chain reference §2); it is not the order used for "hash ≤ target".
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Hash256 : IEquatable<Hash256>, IComparable<Hash256>
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>32 zero bytes.</summary>
    public static Hash256 Zero => default;

    /// <summary>Copies <paramref name="digest"/>, which must be exactly 32 bytes in digest order.</summary>
    public Hash256(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Size) throw new ArgumentException("A hash has 32 bytes.", nameof(digest));
        this = MemoryMarshal.Read<Hash256>(digest);
    }

    /// <summary>True for 32 zero bytes.</summary>
    public bool IsZero => (_a | _b | _c | _d) == 0;

    /// <summary>The digest bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash256>(in this));

    /// <summary>A copy of the digest bytes.</summary>
    public byte[] ToArray() => Bytes.ToArray();

    /// <summary>Reads display hex: 64 hexadecimal digits of the reversed digest.</summary>
    public static bool TryParse([NotNullWhen(true)] string? displayHex, out Hash256 hash)
    {
        hash = default;
        if (displayHex is not { Length: 64 }) return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(displayHex, bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != Size) return false;
        bytes.Reverse();
        hash = new Hash256(bytes);
        return true;
    }

    /// <summary>Reads display hex that is known to be well formed.</summary>
    public static Hash256 Parse(string displayHex) =>
        TryParse(displayHex, out var hash) ? hash : throw new FormatException($"'{displayHex}' is not 64 hexadecimal digits.");

    /// <inheritdoc/>
    public bool Equals(Hash256 other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash256 other && Equals(other);

    // Digests are uniform, but an attacker chooses some of them: mix all words, not only the first.
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <inheritdoc/>
    public int CompareTo(Hash256 other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>Display hex, lower case.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Bytes.CopyTo(bytes);
        bytes.Reverse();
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Same digest.</summary>
    public static bool operator ==(Hash256 left, Hash256 right) => left.Equals(right);

    /// <summary>Different digest.</summary>
    public static bool operator !=(Hash256 left, Hash256 right) => !left.Equals(right);

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator <(Hash256 left, Hash256 right) => left.CompareTo(right) < 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator >(Hash256 left, Hash256 right) => left.CompareTo(right) > 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator <=(Hash256 left, Hash256 right) => left.CompareTo(right) <= 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator >=(Hash256 left, Hash256 right) => left.CompareTo(right) >= 0;
}
