using System.Globalization;
using System.Text;
using Flux.Primitives.Sighash;

namespace Flux.Primitives.Scripts;

/// <summary>Scripts as readable text, the <c>asm</c> of RPC answers.</summary>
public static class ScriptAssembly
{
    private const int LongestNumber = 4;
    private const int LongestScript = 10_000;

    /// <summary>
    /// Operations separated by blanks: pushes of up to four bytes as numbers, longer ones as hex, opcodes by name; <c>[error]</c> where a push
    /// runs past the end.
    /// </summary>
    /// <param name="script">Any bytes.</param>
    /// <param name="namesHashTypes">For a scriptSig: the hash type of what looks like a signature is written as <c>[ALL]</c> and so on.</param>
    public static string ToText(Script script, bool namesHashTypes = false)
    {
        var text = new StringBuilder();
        if (script.Length > LongestScript || (script.Length > 0 && script.Bytes[0] == (byte)Opcode.Return)) namesHashTypes = false;
        var reader = script.Operations;
        while (reader.MoveNext())
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(reader.Code <= Opcode.PushData4 ? ValueText(reader.Data, namesHashTypes) : OpcodeName.Of(reader.Code));
        }
        if (reader.IsTruncated) text.Append(text.Length > 0 ? " [error]" : "[error]");
        return text.ToString();
    }

    private static string ValueText(ReadOnlySpan<byte> data, bool namesHashTypes)
    {
        if (ScriptNumber.TryRead(data, LongestNumber, requireMinimal: false, out var number)) return number.ToString(CultureInfo.InvariantCulture);
        return namesHashTypes && SignatureFormat.IsStrictDer(data) && SignatureFormat.HasKnownHashType(data)
            ? $"{Convert.ToHexStringLower(data[..^1])}[{HashTypeName(data[^1])}]"
            : Convert.ToHexStringLower(data);
    }

    private static string HashTypeName(uint hashType)
    {
        var name = SighashType.BaseOf(hashType) switch
        {
            SighashType.All => "ALL",
            SighashType.None => "NONE",
            _ => "SINGLE",
        };
        return SighashType.IsAnyoneCanPay(hashType) ? $"{name}|ANYONECANPAY" : name;
    }
}
