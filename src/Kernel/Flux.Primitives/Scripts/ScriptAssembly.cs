using System.Globalization;
using System.Text;

namespace Flux.Primitives.Scripts;

/// <summary>Scripts as readable text, the <c>asm</c> of RPC answers.</summary>
public static class ScriptAssembly
{
    private const int LongestNumber = 4;

    /// <summary>
    /// Operations separated by blanks: pushes of up to four bytes as numbers, longer ones as hex, opcodes by name; <c>[error]</c> where a push
    /// runs past the end.
    /// </summary>
    public static string ToText(Script script)
    {
        var text = new StringBuilder();
        var reader = script.Operations;
        while (reader.MoveNext())
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(reader.Code <= Opcode.PushData4 ? ValueText(reader.Data) : OpcodeName.Of(reader.Code));
        }
        if (reader.IsTruncated) text.Append(text.Length > 0 ? " [error]" : "[error]");
        return text.ToString();
    }

    private static string ValueText(ReadOnlySpan<byte> data) =>
        ScriptNumber.TryRead(data, LongestNumber, requireMinimal: false, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : Convert.ToHexStringLower(data);
}
