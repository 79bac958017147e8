using System.Buffers;
using System.Globalization;
using System.Text;

namespace Flux.Apps.Canonical;

/// <summary>
/// Writes a value exactly as JSON.stringify does: no whitespace, <c>/</c> and everything above ASCII literally, control characters
/// as <c>\b \f \n \r \t</c> or <c>\u00xx</c>, lone surrogates as <c>\udxxx</c> (lower-case hexadecimal).
/// </summary>
public static class JsWriter
{
    private const char FirstSurrogate = '\ud800', LastSurrogate = '\udfff';
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(unit => (char)unit), '"', '\\']);

    public static string Write(JsValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>The same text in UTF-8, without a string of it: an answer of many values would be a large one each time.</summary>
    public static void Write(JsValue value, IBufferWriter<byte> output)
    {
        if (!value.PackedText.IsEmpty)
        {
            output.Write(value.PackedText);
            return;
        }
        switch (value.Kind)
        {
            case JsKind.Array:
                output.Write("["u8);
                for (var i = 0; i < value.Items.Length; i++)
                {
                    if (i > 0) output.Write(","u8);
                    Write(value.Items[i], output);
                }
                output.Write("]"u8);
                break;
            case JsKind.Object:
                output.Write("{"u8);
                for (var i = 0; i < value.Members.Length; i++)
                {
                    if (i > 0) output.Write(","u8);
                    WriteText(value.Members[i].Name, output);
                    output.Write(":"u8);
                    Write(value.Members[i].Value, output);
                }
                output.Write("}"u8);
                break;
            case JsKind.Text:
                WriteText(value.AsText, output);
                break;
            default:
                Encoding.UTF8.GetBytes(Write(value), output);
                break;
        }
    }

    private static void WriteText(string value, IBufferWriter<byte> output)
    {
        if (IsPlain(value))
        {
            output.Write("\""u8);
            Encoding.UTF8.GetBytes(value, output);
            output.Write("\""u8);
            return;
        }
        var text = new StringBuilder();
        AppendText(text, value);
        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAny(Escaped) && !value.AsSpan().ContainsAnyInRange(FirstSurrogate, LastSurrogate);

    private static void Append(StringBuilder text, JsValue value)
    {
        switch (value.Kind)
        {
            case JsKind.Null: text.Append("null"); break;
            case JsKind.Boolean: text.Append(value.AsBoolean ? "true" : "false"); break;
            case JsKind.Number: text.Append(value.AsNumber.ToString()); break;
            case JsKind.Text: AppendText(text, value.AsText); break;
            case JsKind.Array: AppendArray(text, value); break;
            default: AppendObject(text, value); break;
        }
    }

    private static void AppendArray(StringBuilder text, JsValue value)
    {
        var separator = '[';
        foreach (var item in value.Items)
        {
            text.Append(separator);
            Append(text, item);
            separator = ',';
        }
        if (separator == '[') text.Append('[');
        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, JsValue value)
    {
        if (!value.PackedText.IsEmpty)
        {
            text.Append(value.ToString());
            return;
        }
        var separator = '{';
        foreach (var member in value.Members)
        {
            text.Append(separator);
            AppendText(text, member.Name);
            text.Append(':');
            Append(text, member.Value);
            separator = ',';
        }
        if (separator == '{') text.Append('{');
        text.Append('}');
    }

    private static void AppendText(StringBuilder text, string value)
    {
        // Nearly every text.
        if (IsPlain(value))
        {
            text.Append('"').Append(value).Append('"');
            return;
        }
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var unit = value[i];
            if (char.IsHighSurrogate(unit) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append(unit).Append(value[++i]);
            else AppendUnit(text, unit);
        }
        text.Append('"');
    }

    private static void AppendUnit(StringBuilder text, char unit)
    {
        switch (unit)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case < ' ': AppendEscape(text, unit); break;
            case >= FirstSurrogate and <= LastSurrogate: AppendEscape(text, unit); break;
            default: text.Append(unit); break;
        }
    }

    private static void AppendEscape(StringBuilder text, char unit) =>
        text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
}
