using System.Text;
using Flux.Primitives.Scripts;

namespace Flux.Primitives.Memos;

/// <summary>Text in an OP_RETURN output.</summary>
public static class Memo
{
    /// <summary>Most bytes that standard nodes relay (chain reference §6.9).</summary>
    public const int MaxBytes = 80;

    /// <summary>OP_RETURN with one push of ASCII text.</summary>
    public static Script ToScript(string text) => ScriptBuilder.NullData(Encoding.ASCII.GetBytes(text));

    /// <summary>The bytes of an OP_RETURN script that holds exactly one push; false for anything else.</summary>
    public static bool TryGetData(Script script, out ReadOnlyMemory<byte> data)
    {
        data = default;
        var reader = script.Operations;
        if (!reader.MoveNext() || reader.Code != Opcode.Return || !reader.MoveNext() || reader.Code > Opcode.PushData4 || !reader.IsAtEnd) return false;
        data = script.Memory[(script.Length - reader.Data.Length)..];
        return true;
    }

    /// <summary>Same, as text of printable ASCII characters (0x20–0x7e); false when a byte is anything else.</summary>
    public static bool TryGetText(Script script, out string text)
    {
        text = "";
        if (!TryGetData(script, out var data) || data.Span.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e)) return false;
        text = Encoding.ASCII.GetString(data.Span);
        return true;
    }
}
