using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Flux.Apps.Canonical;

/// <summary>
/// Reads a JSON text as JSON.parse does (RFC 8259, nothing more), with bounds: the text's length is the caller's, nesting is at
/// most <see cref="MaxDepth"/>, a number literal at most <see cref="JsNumber.MaxLiteral"/> characters.
/// </summary>
public ref struct JsReader
{
    /// <summary>Deepest nesting that is read; the deepest message of the network needs 7.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<char> text;
    private int at;
    private string? problem;

    private JsReader(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Reads one value that fills the whole text. On failure <paramref name="problem"/> says what is wrong, and where.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out JsValue value, out string problem)
    {
        var reader = new JsReader(text);
        var read = reader.ReadValue(0);
        reader.SkipSpace();
        if (reader.problem is null && reader.at < text.Length) reader.Fail("unexpected text after the value");
        value = read ?? JsValue.Null;
        problem = reader.problem ?? "";
        return reader.problem is null;
    }

    private JsValue? ReadValue(int depth)
    {
        SkipSpace();
        if (depth > MaxDepth) return Fail($"nested deeper than {MaxDepth}");
        if (at >= text.Length) return Fail("the text ends where a value should be");
        return text[at] switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadText() is { } s ? JsValue.Of(s) : null,
            't' => ReadWord("true", JsValue.True),
            'f' => ReadWord("false", JsValue.False),
            'n' => ReadWord("null", JsValue.Null),
            _ => ReadNumber(),
        };
    }

    private JsValue? ReadObject(int depth)
    {
        var members = new List<JsMember>();
        at++;
        if (Take('}')) return JsValue.EmptyObject;
        do
        {
            SkipSpace();
            if (at >= text.Length || text[at] != '"') return Fail("a member name in quotes should be here");
            if (ReadText() is not { } name) return null;
            if (!Take(':')) return Fail("':' should be here");
            if (ReadValue(depth + 1) is not { } value) return null;
            members.Add(new(name, value));
        }
        while (Take(','));
        return Take('}') ? JsValue.Object(members) : Fail("',' or '}' should be here");
    }

    private JsValue? ReadArray(int depth)
    {
        var items = ImmutableArray.CreateBuilder<JsValue>();
        at++;
        if (Take(']')) return JsValue.EmptyArray;
        do
        {
            if (ReadValue(depth + 1) is not { } value) return null;
            items.Add(value);
        }
        while (Take(','));
        return Take(']') ? JsValue.Array(items) : Fail("',' or ']' should be here");
    }

    private JsValue? ReadWord(string word, JsValue value)
    {
        if (!text[at..].StartsWith(word, StringComparison.Ordinal)) return Fail("not a JSON value");
        at += word.Length;
        return value;
    }

    private JsValue? ReadNumber()
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '-' or '+' or '.' or 'e' or 'E')) end++;
        if (end == at || !JsNumber.TryParse(text[at..end], out var number)) return Fail("not a JSON value");
        at = end;
        return JsValue.Of(number);
    }

    private string? ReadText()
    {
        var start = ++at;
        while (at < text.Length && text[at] is not ('"' or '\\') and >= ' ') at++;
        if (at < text.Length && text[at] == '"') return text[start..at++].ToString();
        var built = new StringBuilder().Append(text[start..at]);
        while (at < text.Length && text[at] >= ' ')
        {
            var unit = text[at++];
            if (unit == '"') return built.ToString();
            if (unit != '\\') built.Append(unit);
            else if (!TryReadEscape(built)) return null;
        }
        Fail(at < text.Length ? "a control character inside a text" : "a text without its closing quote");
        return null;
    }

    private bool TryReadEscape(StringBuilder built)
    {
        if (at >= text.Length) { Fail("a text without its closing quote"); return false; }
        var letter = text[at++];
        var place = "\"\\/bfnrt".IndexOf(letter, StringComparison.Ordinal);
        if (place >= 0) { built.Append("\"\\/\b\f\n\r\t"[place]); return true; }
        if (letter == 'u' && at + 4 <= text.Length
            && ushort.TryParse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            built.Append((char)unit);
            at += 4;
            return true;
        }
        Fail("an unknown escape");
        return false;
    }

    private bool Take(char wanted)
    {
        SkipSpace();
        if (problem is not null || at >= text.Length || text[at] != wanted) return false;
        at++;
        return true;
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r') at++;
    }

    private JsValue? Fail(string what)
    {
        problem ??= string.Create(CultureInfo.InvariantCulture, $"character {at + 1}: {what}");
        return null;
    }
}
