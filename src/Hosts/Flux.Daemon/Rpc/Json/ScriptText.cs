using System.Globalization;
using System.Text;
using System.Text.Json;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Scripts as RPC prints them: short pushes as numbers, longer ones as hex, opcodes by name (chain reference §12.4).</summary>
internal static class ScriptText
{
    /// <summary>Longest push that is printed as a number.</summary>
    private const int LongestNumber = 4;

    /// <summary>Longest script whose text is made on the stack; signature scripts of one key have about 107 bytes.</summary>
    private const int ShortScript = 128;

    private const int LongestOperation = 32;

    private static readonly Dictionary<byte, string> HashTypes = new()
    {
        [1] = "ALL",
        [2] = "NONE",
        [3] = "SINGLE",
        [0x81] = "ALL|ANYONECANPAY",
        [0x82] = "NONE|ANYONECANPAY",
        [0x83] = "SINGLE|ANYONECANPAY",
    };

    /// <summary>Writes the text as a JSON string.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Script script, bool namesHashTypes)
    {
        json.WritePropertyName(name);
        if (script.Length > ShortScript)
        {
            json.WriteStringValue(Of(script, namesHashTypes));
            return;
        }
        // An operation of one byte has a name of at most 28 letters and a blank; pushes take less than three letters a byte.
        Span<byte> text = stackalloc byte[ShortScript * LongestOperation];
        var length = 0;
        var reader = new ScriptReader(script.Bytes);
        while (reader.MoveNext())
        {
            if (length > 0) text[length++] = (byte)' ';
            if (reader.Code > Opcode.PushData4) length += Encoding.ASCII.GetBytes(OpcodeName.Of(reader.Code), text[length..]);
            else length += WritePush(text[length..], reader.Data, namesHashTypes);
        }
        if (reader.IsTruncated) length += Encoding.ASCII.GetBytes(length > 0 ? " [error]" : "[error]", text[length..]);
        json.WriteStringValue(text[..length]);
    }

    private static int WritePush(Span<byte> text, ReadOnlySpan<byte> data, bool namesHashTypes)
    {
        if (data.Length <= LongestNumber || (namesHashTypes && HashTypeOf(data) is not null)) return Encoding.ASCII.GetBytes(Push(data, namesHashTypes), text);
        Convert.TryToHexStringLower(data, text, out var length);
        return length;
    }

    /// <summary>The text; with <paramref name="namesHashTypes"/> signatures end in <c>[ALL]</c> and the like.</summary>
    public static string Of(Script script, bool namesHashTypes)
    {
        var text = new StringBuilder();
        var reader = new ScriptReader(script.Bytes);
        while (reader.MoveNext())
        {
            if (text.Length > 0) text.Append(' ');
            if (reader.Code <= Opcode.PushData4) text.Append(Push(reader.Data, namesHashTypes));
            else text.Append(OpcodeName.Of(reader.Code));
        }
        if (reader.IsTruncated) text.Append(text.Length > 0 ? " [error]" : "[error]");
        return text.ToString();
    }

    private static string Push(ReadOnlySpan<byte> data, bool namesHashTypes)
    {
        if (data.Length <= LongestNumber)
        {
            ScriptNumber.TryRead(data, LongestNumber, requireMinimal: false, out var number);
            return number.ToString(CultureInfo.InvariantCulture);
        }
        return namesHashTypes && HashTypeOf(data) is { } name ? $"{Convert.ToHexStringLower(data[..^1])}[{name}]" : Convert.ToHexStringLower(data);
    }

    /// <summary>A signature is told by its shape: DER sequence, plausible length, known hash type.</summary>
    private static string? HashTypeOf(ReadOnlySpan<byte> data) =>
        data.Length is >= 9 and <= 73 && data[0] == 0x30 && data[1] == data.Length - 3 ? HashTypes.GetValueOrDefault(data[^1]) : null;
}
