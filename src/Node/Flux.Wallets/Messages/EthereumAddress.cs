using System.Text;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Wallets.Messages;

/// <summary>Ethereum addresses: the last 20 bytes of Keccak-256 of the public key, written with the checksum of EIP-55.</summary>
public static class EthereumAddress
{
    private const int Digits = 40;

    /// <summary>The address of a public key of 33 or 65 bytes.</summary>
    public static string OfPublicKey(ReadOnlySpan<byte> publicKey)
    {
        var point = publicKey.Length == 65 ? publicKey.ToArray() : Uncompressed(publicKey);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Keccak256(point.AsSpan(1), digest);
        return WithChecksum(Convert.ToHexStringLower(digest[12..]));
    }

    /// <summary>0x and 40 hex digits; mixed case must carry the right checksum.</summary>
    public static bool IsOne(string text)
    {
        if (text.Length != Digits + 2 || !text.StartsWith("0x", StringComparison.Ordinal) || !text.Skip(2).All(char.IsAsciiHexDigit)) return false;
        var digits = text[2..];
        return !digits.Any(char.IsAsciiLetterUpper) || !digits.Any(char.IsAsciiLetterLower) || text == WithChecksum(digits.ToLowerInvariant());
    }

    private static string WithChecksum(string lower)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Keccak256(Encoding.ASCII.GetBytes(lower), digest);
        var result = new StringBuilder("0x");
        for (var i = 0; i < lower.Length; i++)
        {
            var nibble = i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15;
            result.Append(nibble >= 8 ? char.ToUpperInvariant(lower[i]) : lower[i]);
        }
        return result.ToString();
    }

    private static byte[] Uncompressed(ReadOnlySpan<byte> publicKey) => Org.BouncyCastle.Asn1.Sec.SecNamedCurves.GetByName("secp256k1").Curve.DecodePoint(publicKey.ToArray()).GetEncoded(compressed: false);
}
