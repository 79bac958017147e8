using System.Globalization;
using System.Text;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Tests.Scripts;

/// <summary>
/// The notation of the public script vectors: opcode names with or without OP_, decimal numbers, 'text' as a push, 0x… as raw bytes.
/// </summary>
internal static class ScriptText
{
    public static Script Parse(string text)
    {
        var builder = new ScriptBuilder();
        foreach (var word in text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)) Append(builder, word);
        return builder.ToScript();
    }

    private static void Append(ScriptBuilder builder, string word)
    {
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) builder.Number(number);
        else if (word.StartsWith("0x", StringComparison.Ordinal)) builder.Raw(Convert.FromHexString(word[2..]));
        else if (word.StartsWith('\'')) builder.Data(Encoding.UTF8.GetBytes(word[1..^1]));
        else if (OpcodeName.TryParse(word, out var code) || OpcodeName.TryParse($"OP_{word}", out code)) builder.Op(code);
        else throw new FormatException($"no word of a script: {word}");
    }
}
