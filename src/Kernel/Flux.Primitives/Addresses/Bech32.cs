using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Flux.Primitives.Addresses;

/// <summary>Bech32 (BIP173) without its limit of 90 characters, as shielded keys and addresses need it.</summary>
public static class Bech32
{
    /// <summary>Longest text that is read or written.</summary>
    public const int MaxTextLength = 1023;

    private const int ChecksumLength = 6;

    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes <paramref name="data"/> (bytes) under a lower-case human-readable part.</summary>
    public static string Encode(string humanReadable, ReadOnlySpan<byte> data)
    {
        var values = ToFiveBits(data);
        var checksum = Polymod(humanReadable, [.. values, .. stackalloc byte[ChecksumLength]]) ^ 1;
        return string.Create(humanReadable.Length + 1 + values.Length + ChecksumLength, (humanReadable, values, checksum), static (text, parts) =>
        {
            parts.humanReadable.CopyTo(text);
            text[parts.humanReadable.Length] = '1';
            var body = text[(parts.humanReadable.Length + 1)..];
            for (var i = 0; i < parts.values.Length; i++) body[i] = Alphabet[parts.values[i]];
            for (var i = 0; i < ChecksumLength; i++) body[parts.values.Length + i] = Alphabet[(int)((parts.checksum >> (5 * (5 - i))) & 31)];
        });
    }

    /// <summary>
    /// Reads the human-readable part (in lower case) and the bytes. False for mixed case, characters outside the alphabet, a wrong checksum, or
    /// five-bit groups that are not whole bytes with zero padding.
    /// </summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? humanReadable, [NotNullWhen(true)] out byte[]? data)
    {
        humanReadable = null;
        data = null;
        if (text is null || text.Length > MaxTextLength || text.AsSpan().ContainsAnyExceptInRange('!', '~')) return false;
        if (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower)) return false;
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        if (separator < 1 || separator + 1 + ChecksumLength > lower.Length) return false;
        var values = new byte[lower.Length - separator - 1];
        for (var i = 0; i < values.Length; i++)
        {
            var digit = Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (digit < 0) return false;
            values[i] = (byte)digit;
        }
        var prefix = lower[..separator];
        if (Polymod(prefix, values) != 1 || !TryToBytes(values.AsSpan()[..^ChecksumLength], out data)) return false;
        humanReadable = prefix;
        return true;
    }

    private static byte[] ToFiveBits(ReadOnlySpan<byte> data)
    {
        var values = new byte[((data.Length * 8) + 4) / 5];
        for (var bit = 0; bit < data.Length * 8; bit++)
        {
            var set = (data[bit / 8] >> (7 - (bit % 8))) & 1;
            values[bit / 5] |= (byte)(set << (4 - (bit % 5)));
        }
        return values;
    }

    private static bool TryToBytes(ReadOnlySpan<byte> values, [NotNullWhen(true)] out byte[]? data)
    {
        data = null;
        var bits = values.Length * 5;
        if (bits % 8 >= 5) return false;
        var bytes = new byte[bits / 8];
        for (var bit = 0; bit < bits; bit++)
        {
            var set = (values[bit / 5] >> (4 - (bit % 5))) & 1;
            if (bit < bytes.Length * 8) bytes[bit / 8] |= (byte)(set << (7 - (bit % 8)));
            else if (set != 0) return false;
        }
        data = bytes;
        return true;
    }

    private static uint Polymod(string humanReadable, ReadOnlySpan<byte> values)
    {
        var checksum = 1u;
        foreach (var character in humanReadable) checksum = Step(checksum, (uint)character >> 5);
        checksum = Step(checksum, 0);
        foreach (var character in humanReadable) checksum = Step(checksum, character & 31u);
        foreach (var value in values) checksum = Step(checksum, value);
        return checksum;
    }

    private static uint Step(uint checksum, uint value)
    {
        var top = checksum >> 25;
        checksum = ((checksum & 0x1ff_ffff) << 5) ^ value;
        for (; top != 0; top &= top - 1) checksum ^= Generator[BitOperations.TrailingZeroCount(top)];
        return checksum;
    }
}
