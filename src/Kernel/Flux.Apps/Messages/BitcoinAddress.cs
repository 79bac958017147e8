using System.Numerics;
using Flux.Crypto.Hashing;

namespace Flux.Apps.Messages;

/// <summary>Bitcoin P2PKH addresses (version byte 0), the identities of app owners: Base58Check of 0 ‖ HASH160(public key).</summary>
internal static class BitcoinAddress
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int PayloadLength = 21;
    private const int ChecksumLength = 4;
    private const int MaxText = 34;

    /// <summary>The address of a public key of 33 or 65 bytes.</summary>
    public static string OfKey(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> bytes = stackalloc byte[PayloadLength + ChecksumLength];
        bytes[0] = 0;
        Hashes.Hash160(publicKey, bytes[1..PayloadLength]);
        Checksum(bytes[..PayloadLength], bytes[PayloadLength..]);
        return Encode(bytes);
    }

    /// <summary>True for a well-formed address with a right checksum.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length > MaxText || text.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal))) return false;
        var number = text.Aggregate(BigInteger.Zero, (sum, c) => sum * Alphabet.Length + Alphabet.IndexOf(c, StringComparison.Ordinal));
        Span<byte> bytes = stackalloc byte[PayloadLength + ChecksumLength];
        bytes.Clear();
        var size = number.GetByteCount(isUnsigned: true);
        if (size > bytes.Length || !number.TryWriteBytes(bytes[^size..], out _, isUnsigned: true, isBigEndian: true)) return false;
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        Checksum(bytes[..PayloadLength], checksum);
        return bytes[0] == 0 && checksum.SequenceEqual(bytes[PayloadLength..]) && Encode(bytes) == text;
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var digits = new Stack<char>();
        for (var rest = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); !rest.IsZero; rest /= Alphabet.Length)
            digits.Push(Alphabet[(int)(rest % Alphabet.Length)]);
        var zeros = bytes.IndexOfAnyExcept((byte)0);
        return new string(Alphabet[0], zeros < 0 ? bytes.Length : zeros) + new string([.. digits]);
    }

    private static void Checksum(ReadOnlySpan<byte> payload, Span<byte> out4)
    {
        Span<byte> digest = stackalloc byte[32];
        Hashes.DoubleSha256(payload, digest);
        digest[..ChecksumLength].CopyTo(out4);
    }
}
