namespace Flux.Primitives.Addresses;

/// <summary>The first-byte rule of public keys (chain reference §2); says nothing about the curve.</summary>
public static class PublicKeyFormat
{
    /// <summary>Length of a compressed key.</summary>
    public const int CompressedSize = 33;

    /// <summary>Length of an uncompressed or hybrid key.</summary>
    public const int UncompressedSize = 65;

    /// <summary>The length that a first byte demands: 33, 65, or 0 for a byte that starts no key.</summary>
    public static int SizeOf(byte first) => first switch
    {
        2 or 3 => CompressedSize,
        4 or 6 or 7 => UncompressedSize,
        _ => 0,
    };

    /// <summary>True when the length is the one the first byte demands.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> key) => key.Length > 0 && key.Length == SizeOf(key[0]);

    /// <summary>Well formed and 33 bytes.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> key) => key.Length == CompressedSize && IsWellFormed(key);
}
