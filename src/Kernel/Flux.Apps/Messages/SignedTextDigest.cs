using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Flux.Crypto.Hashing;

namespace Flux.Apps.Messages;

/// <summary>The digests that wallets sign for a text (fluxos-protocol §2.3).</summary>
public static class SignedTextDigest
{
    private static readonly byte[] BitcoinMagic = [.. "\u0018Bitcoin Signed Message:\n"u8];

    /// <summary>Double SHA-256 of magic, compact length and UTF-8 text: what Bitcoin wallets and node keys sign.</summary>
    public static byte[] Bitcoin(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var digest = new byte[32];
        Hashes.DoubleSha256([.. BitcoinMagic, .. CompactLength(body.Length), .. body], digest);
        return digest;
    }

    /// <summary>Keccak-256 of the Ethereum prefix with the decimal byte length, and the UTF-8 text.</summary>
    public static byte[] Ethereum(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var prefix = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\u0019Ethereum Signed Message:\n{body.Length}"));
        var digest = new byte[32];
        Hashes.Keccak256([.. prefix, .. body], digest);
        return digest;
    }

    private static byte[] CompactLength(int length)
    {
        var bytes = new byte[5];
        if (length < 0xfd) return [(byte)length];
        bytes[0] = length <= ushort.MaxValue ? (byte)0xfd : (byte)0xfe;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), length);
        return bytes[..(bytes[0] == 0xfd ? 3 : 5)];
    }
}
