using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Primitives;

namespace Flux.Daemon.Rpc;

/// <summary>Values as fluxd writes and reads them.</summary>
internal static class RpcValues
{
    /// <summary>A sign, eleven digits, a point and eight more digits fit.</summary>
    private const int LongestAmount = 32;

    /// <summary>Bytes whose hex is written on the stack.</summary>
    private const int ShortHex = 256;

    /// <summary>The text of a JSON string. One with half of a surrogate pair is no text: JSON allows to write it, Unicode does not.</summary>
    public static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RpcFault(RpcErrorCode.Parse, "Parse error");
        }
    }

    /// <summary>Writes a number with exactly eight decimals.</summary>
    public static void WriteAmount(this Utf8JsonWriter writer, string name, Amount amount)
    {
        writer.WritePropertyName(name);
        writer.WriteAmountValue(amount);
    }

    /// <summary>Writes a number with exactly eight decimals.</summary>
    public static void WriteAmount(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Amount amount)
    {
        writer.WritePropertyName(name);
        writer.WriteAmountValue(amount);
    }

    /// <summary>Writes a number with exactly eight decimals.</summary>
    public static void WriteAmountValue(this Utf8JsonWriter writer, Amount amount)
    {
        Span<byte> text = stackalloc byte[LongestAmount];
        var magnitude = amount.Satoshis < 0 ? (ulong)-(amount.Satoshis + 1) + 1 : (ulong)amount.Satoshis;
        var length = 0;
        if (amount.Satoshis < 0) text[length++] = (byte)'-';
        Utf8Formatter.TryFormat(magnitude / Amount.Coin, text[length..], out var whole);
        length += whole;
        text[length++] = (byte)'.';
        Utf8Formatter.TryFormat(magnitude % Amount.Coin, text[length..], out var decimals, new StandardFormat('D', 8));
        writer.WriteRawValue(text[..(length + decimals)], skipInputValidation: true);
    }

    /// <summary>Writes a hash in display hex.</summary>
    public static void WriteHash(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Hash256 hash)
    {
        writer.WritePropertyName(name);
        writer.WriteHashValue(hash);
    }

    /// <summary>Writes a hash in display hex.</summary>
    public static void WriteHashValue(this Utf8JsonWriter writer, Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        hash.Bytes.CopyTo(bytes);
        bytes.Reverse();
        writer.WriteHexValue(bytes);
    }

    /// <summary>Writes bytes as lower-case hex.</summary>
    public static void WriteHex(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        writer.WritePropertyName(name);
        writer.WriteHexValue(bytes);
    }

    /// <summary>Writes bytes as lower-case hex.</summary>
    public static void WriteHexValue(this Utf8JsonWriter writer, ReadOnlySpan<byte> bytes)
    {
        byte[]? rented = null;
        Span<byte> text = bytes.Length <= ShortHex ? stackalloc byte[2 * ShortHex] : (rented = ArrayPool<byte>.Shared.Rent(2 * bytes.Length));
        Convert.TryToHexStringLower(bytes, text, out var length);
        writer.WriteStringValue(text[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes a double as C++ streams with 16 significant digits do.</summary>
    public static void WriteReal(this Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(FormatReal(value), skipInputValidation: true);
    }

    internal static string FormatReal(double value)
    {
        var text = value.ToString("G16", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? text.Replace("E", "e", StringComparison.Ordinal) : text;
    }

    /// <summary>Reads an amount: number or string, at most eight decimals, 0 … MAX_MONEY.</summary>
    public static Amount ReadAmount(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => Plain(value.GetRawText()),
            JsonValueKind.String => Plain(Text(value)),
            _ => throw RpcFault.Type("Amount is not a number or string"),
        };
        var negative = text is ['-', ..];
        if (!Amount.TryParse(negative ? text![1..] : text, out var amount)) throw RpcFault.Type("Invalid amount");
        return amount.IsInRange && !(negative && amount.Satoshis != 0) ? amount : throw RpcFault.Type("Amount out of range");
    }

    // 1e-8 is a number in JSON; its digits are wanted.
    private static string Plain(string text) =>
        text.AsSpan().ContainsAny('e', 'E') && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("0.############################", CultureInfo.InvariantCulture)
            : text;
}
