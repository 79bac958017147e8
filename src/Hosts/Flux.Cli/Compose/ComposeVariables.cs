using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Flux.Cli.Compose;

/// <summary>
/// Variables in a compose file: <c>$NAME</c>, <c>${NAME}</c>, with what stands for one that is not set (<c>:-</c>, <c>-</c>), what is said then
/// (<c>:?</c>, <c>?</c>) and what stands for one that is (<c>:+</c>, <c>+</c>); <c>$$</c> is a dollar sign.
/// </summary>
/// <param name="values">From the <c>.env</c> beside the file. The environment of this shell is not asked: the same files give the same app.</param>
internal sealed class ComposeVariables(IReadOnlyDictionary<string, string> values)
{
    private const int Deepest = 10;

    /// <summary>None are set.</summary>
    public static ComposeVariables None { get; } = new(new Dictionary<string, string>());

    /// <summary>True when a value was put in.</summary>
    public bool WereUsed { get; private set; }

    /// <summary>The value of a variable.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        var found = values.TryGetValue(name, out value);
        WereUsed |= found;
        return found;
    }

    /// <summary>Reads an <c>.env</c> file: <c>NAME=VALUE</c> lines, quotes around values, comments.</summary>
    public static ComposeVariables Read(TextReader file)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (file.ReadLine() is { } line)
        {
            var text = line.Trim();
            if (text.StartsWith("export ", StringComparison.Ordinal)) text = text[7..].TrimStart();
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && text[0] != '#') values[text[..sign].TrimEnd()] = ValueOf(text[(sign + 1)..].Trim());
        }
        return new(values);
    }

    /// <summary>The text with its variables put in; the problem names the first that has no value.</summary>
    public string Resolve(string text, out string problem) => Resolve(text, 0, out problem);

    private string Resolve(string text, int depth, out string problem)
    {
        problem = depth > Deepest ? "variables stand too deep in each other" : "";
        var built = new StringBuilder();
        for (var i = 0; i < text.Length && problem.Length == 0; i++)
        {
            if (text[i] != '$') built.Append(text[i]);
            else if (text.AsSpan(i + 1).StartsWith("$")) built.Append(text[i++]);
            else if (text.AsSpan(i + 1).StartsWith("{"))
            {
                var end = Closing(text, i + 2);
                if (end < 0) problem = $"'{text[i..]}' has no closing brace";
                else built.Append(Expression(text[(i + 2)..end], depth, out problem));
                i = end;
            }
            else
            {
                var length = NameLength(text.AsSpan(i + 1));
                if (length == 0) problem = "a single $ stands before no name; write $$ for the sign itself";
                else built.Append(Expression(text.Substring(i + 1, length), depth, out problem));
                i += length;
            }
        }
        return problem.Length == 0 ? built.ToString() : text;
    }

    private string Expression(string text, int depth, out string problem)
    {
        problem = "";
        var length = NameLength(text);
        var (name, rest) = (text[..length], text[length..]);
        var isSet = TryGet(name, out var value);
        var counts = rest.StartsWith(':') ? value is { Length: > 0 } : isSet;
        var (kind, word) = rest.TrimStart(':') is { Length: > 0 } form && length > 0 ? (form[0], form[1..]) : ('\0', "");
        switch (kind)
        {
            case '\0' when rest.Length == 0 && isSet:
            case '-' or '?' when counts:
                return value!;
            case '-':
            case '+' when counts:
                return Resolve(word, depth + 1, out problem);
            case '+':
                return "";
            default:
                problem = length == 0 || (rest.Length > 0 && kind != '?') ? $"'${{{text}}}' is not a variable" : $"{name} has no value{(word.Length > 0 ? $" ({word})" : "")}; write it into .env beside the file, or here";
                return "";
        }
    }

    private static int Closing(string text, int start)
    {
        for (int i = start, open = 1; i < text.Length; i++)
        {
            if (text[i] == '{') open++;
            else if (text[i] == '}' && --open == 0) return i;
        }
        return -1;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_' || (length > 0 && char.IsAsciiDigit(text[length])))) length++;
        return length;
    }

    private static string ValueOf(string text)
    {
        if (text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0]) return text[1..^1];
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }
}
