using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Flux.Crypto.Curves;

namespace Flux.Primitives.Addresses;

/// <summary>Private keys as text: version ‖ 32-byte key ‖ optional 01 when its public key is compressed (chain reference §2).</summary>
public static class Wif
{
    private const int KeySize = 32;

    /// <summary>Writes a 32-byte private key.</summary>
    public static string Encode(ReadOnlySpan<byte> privateKey, bool compressed, AddressPrefixes prefixes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(privateKey.Length, KeySize, nameof(privateKey));
        Span<byte> payload = stackalloc byte[KeySize + 1];
        privateKey.CopyTo(payload);
        payload[KeySize] = 1;
        var text = Base58Check.Encode(prefixes.PrivateKey.AsSpan(), compressed ? payload : payload[..KeySize]);
        CryptographicOperations.ZeroMemory(payload);
        return text;
    }

    /// <summary>Reads a private key of this network. False for another network's, a wrong checksum, or a number outside 1…n−1.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, AddressPrefixes prefixes, [NotNullWhen(true)] out byte[]? privateKey, out bool compressed)
    {
        privateKey = null;
        compressed = false;
        if (!Base58Check.TryDecode(text, out var data)) return false;
        var version = prefixes.PrivateKey.AsSpan();
        var payload = data.AsSpan().StartsWith(version) ? data.AsSpan(version.Length) : default;
        compressed = payload.Length == KeySize + 1 && payload[KeySize] == 1;
        if ((compressed || payload.Length == KeySize) && Secp256k1.IsValidPrivateKey(payload[..KeySize])) privateKey = payload[..KeySize].ToArray();
        CryptographicOperations.ZeroMemory(data);
        return privateKey is not null;
    }
}
