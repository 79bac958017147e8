using System.Diagnostics.CodeAnalysis;
using Flux.Crypto.Hashing;

namespace Flux.Primitives.Addresses;

/// <summary>Base58 with four bytes of dSHA256 at the end (chain reference §2).</summary>
public static class Base58Check
{
    private const int ChecksumSize = 4;

    /// <summary>Writes version and payload.</summary>
    public static string Encode(ReadOnlySpan<byte> version, ReadOnlySpan<byte> payload)
    {
        byte[] data = [.. version, .. payload, .. stackalloc byte[ChecksumSize]];
        Checksum(data.AsSpan()[..^ChecksumSize], data.AsSpan()[^ChecksumSize..]);
        return Base58.Encode(data);
    }

    /// <summary>Reads version and payload together, checksum removed. False for bad characters, too few bytes or a wrong checksum.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out byte[]? versionAndPayload)
    {
        versionAndPayload = null;
        if (!Base58.TryDecode(text, out var data) || data.Length < ChecksumSize) return false;
        Span<byte> expected = stackalloc byte[ChecksumSize];
        Checksum(data.AsSpan()[..^ChecksumSize], expected);
        if (!expected.SequenceEqual(data.AsSpan()[^ChecksumSize..])) return false;
        versionAndPayload = data[..^ChecksumSize];
        return true;
    }

    /// <summary>Reads the payload of a text whose version bytes are <paramref name="version"/> and whose payload has <paramref name="length"/> bytes.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, ReadOnlySpan<byte> version, int length, [NotNullWhen(true)] out byte[]? payload)
    {
        payload = null;
        if (!TryDecode(text, out var data) || data.Length != version.Length + length || !data.AsSpan().StartsWith(version)) return false;
        payload = data[version.Length..];
        return true;
    }

    private static void Checksum(ReadOnlySpan<byte> data, Span<byte> checksum)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(data, digest);
        digest[..ChecksumSize].CopyTo(checksum);
    }
}
