using System.Globalization;
using System.Text;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Scripts as RPC prints them: short pushes as numbers, longer ones as hex, opcodes by name (chain reference §12.4).</summary>
internal static class ScriptText
{
    private static readonly Dictionary<byte, string> HashTypes = new()
    {
        [1] = "ALL",
        [2] = "NONE",
        [3] = "SINGLE",
        [0x81] = "ALL|ANYONECANPAY",
        [0x82] = "NONE|ANYONECANPAY",
        [0x83] = "SINGLE|ANYONECANPAY",
    };

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
        if (data.Length <= 4)
        {
            ScriptNumber.TryRead(data, 4, requireMinimal: false, out var number);
            return number.ToString(CultureInfo.InvariantCulture);
        }
        // A signature is told by its shape: DER sequence, plausible length, known hash type.
        if (namesHashTypes && data.Length is >= 9 and <= 73 && data[0] == 0x30 && data[1] == data.Length - 3 && HashTypes.TryGetValue(data[^1], out var name))
            return $"{Convert.ToHexStringLower(data[..^1])}[{name}]";
        return Convert.ToHexStringLower(data);
    }
}
