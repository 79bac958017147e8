using System.Diagnostics.CodeAnalysis;

namespace Flux.Primitives.Addresses;

/// <summary>Base58 in Bitcoin's alphabet: a big-endian number, each leading zero byte written as one '1'.</summary>
public static class Base58
{
    /// <summary>Longest text that is read; the cost of reading grows with the square of the length.</summary>
    public const int MaxTextLength = 512;

    private const int LimbDigits = 5;
    private const uint Limb = 58 * 58 * 58 * 58 * 58;

    /// <summary>An address of 26 bytes has eight; more than this is rare and goes to the heap.</summary>
    private const int ShortLimbs = 24;

    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Writes <paramref name="data"/>.</summary>
    public static string Encode(ReadOnlySpan<byte> data)
    {
        var zeros = data.IndexOfAnyExcept((byte)0);
        if (zeros < 0) return new string('1', data.Length);
        // log 256 / log 58 < 1.37, five digits a limb
        var most = ((data.Length - zeros) * 137 / 100 / LimbDigits) + 2;
        Span<uint> limbs = most <= ShortLimbs ? stackalloc uint[ShortLimbs] : new uint[most];
        var used = ToLimbs(data[zeros..], limbs);
        Span<char> text = used <= ShortLimbs ? stackalloc char[ShortLimbs * LimbDigits] : new char[used * LimbDigits];
        var at = text.Length;
        foreach (var limb in limbs[..used])
        {
            var rest = limb;
            for (var i = 0; i < LimbDigits; i++, rest /= 58) text[--at] = Alphabet[(int)(rest % 58)];
        }
        // The highest limb may begin with zeros, which are not part of the number.
        var digits = text[at..].TrimStart('1');
        return string.Concat(zeros == 0 ? "" : new string('1', zeros), digits);
    }

    /// <summary>A big-endian number as little-endian limbs of 58⁵; four bytes at a time, so that a limb and its carry fit 64 bits.</summary>
    private static int ToLimbs(ReadOnlySpan<byte> number, Span<uint> limbs)
    {
        var used = 0;
        for (var i = 0; i < number.Length;)
        {
            var take = i == 0 && number.Length % 4 != 0 ? number.Length % 4 : 4;
            ulong carry = 0;
            foreach (var value in number.Slice(i, take)) carry = (carry << 8) | value;
            for (var j = 0; j < used; j++)
            {
                carry += (ulong)limbs[j] << (8 * take);
                limbs[j] = (uint)(carry % Limb);
                carry /= Limb;
            }
            for (; carry > 0; carry /= Limb) limbs[used++] = (uint)(carry % Limb);
            i += take;
        }
        return used;
    }

    /// <summary>Reads <paramref name="text"/>; white space around it is ignored, as fluxd does. False for any other character outside the alphabet.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out byte[]? data)
    {
        data = null;
        if (text is null || text.Length > MaxTextLength) return false;
        var trimmed = text.AsSpan().Trim(" \t\n\v\f\r");
        var zeros = trimmed.IndexOfAnyExcept('1');
        if (zeros < 0) zeros = trimmed.Length;
        // log 58 / log 256 < 0.74
        Span<byte> bytes = new byte[((trimmed.Length - zeros) * 74 / 100) + 1];
        var used = 0;
        foreach (var character in trimmed[zeros..])
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0) return false;
            used = MultiplyAdd(bytes, used, 58, digit, 256);
        }
        data = new byte[zeros + used];
        for (var i = 0; i < used; i++) data[^(i + 1)] = bytes[i];
        return true;
    }

    /// <summary>number = number × factor + term, in little-endian digits of <paramref name="numberBase"/>; returns the count of digits.</summary>
    private static int MultiplyAdd(Span<byte> number, int used, int factor, int term, int numberBase)
    {
        for (var i = 0; i < used; i++)
        {
            term += number[i] * factor;
            number[i] = (byte)(term % numberBase);
            term /= numberBase;
        }
        for (; term > 0; term /= numberBase) number[used++] = (byte)(term % numberBase);
        return used;
    }
}
