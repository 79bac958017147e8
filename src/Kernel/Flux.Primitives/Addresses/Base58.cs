using System.Diagnostics.CodeAnalysis;

namespace Flux.Primitives.Addresses;

/// <summary>Base58 in Bitcoin's alphabet: a big-endian number, each leading zero byte written as one '1'.</summary>
public static class Base58
{
    /// <summary>Longest text that is read; the cost of reading grows with the square of the length.</summary>
    public const int MaxTextLength = 512;

    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Writes <paramref name="data"/>.</summary>
    public static string Encode(ReadOnlySpan<byte> data)
    {
        var zeros = data.IndexOfAnyExcept((byte)0);
        if (zeros < 0) return new string('1', data.Length);
        // log 256 / log 58 < 1.37
        Span<byte> digits = new byte[((data.Length - zeros) * 137 / 100) + 1];
        var used = 0;
        foreach (var value in data[zeros..]) used = MultiplyAdd(digits, used, 256, value, 58);
        return string.Create(zeros + used, digits[..used].ToArray(), (text, little) =>
        {
            text.Fill('1');
            for (var i = 0; i < little.Length; i++) text[^(i + 1)] = Alphabet[little[i]];
        });
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
