using System.Text;

namespace Flux.Architecture.Tests;

/// <summary>C# source with comments and the contents of string and character literals blanked out, so that words can be searched.</summary>
internal static class SourceText
{
    public static string CodeOnly(string source)
    {
        var code = new StringBuilder(source.Length);
        for (var at = 0; at < source.Length;)
        {
            var end = SkippedEnd(source, at);
            if (end == at)
            {
                code.Append(source[at++]);
                continue;
            }
            code.Append(' ').Append('\n', source.AsSpan(at, end - at).Count('\n'));
            at = end;
        }
        return code.ToString();
    }

    private static int SkippedEnd(string source, int at)
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("//")) return After(source, at, "\n", keep: true);
        if (rest.StartsWith("/*")) return After(source, at + 2, "*/");
        if (rest.StartsWith("\"\"\"")) return AfterRaw(source, at);
        if (rest.StartsWith("@\"") || rest.StartsWith("$@\"") || rest.StartsWith("@$\"")) return AfterVerbatim(source, source.IndexOf('"', at) + 1);
        if (rest[0] is '"' or '\'') return AfterQuoted(source, at);
        return at;
    }

    private static int After(string source, int from, string mark, bool keep = false)
    {
        var found = source.IndexOf(mark, Math.Min(from, source.Length), StringComparison.Ordinal);
        return found < 0 ? source.Length : keep ? found : found + mark.Length;
    }

    private static int AfterRaw(string source, int at)
    {
        var quotes = source.AsSpan(at).IndexOfAnyExcept('"');
        if (quotes < 0) return source.Length;
        return After(source, at + quotes, new string('"', quotes));
    }

    private static int AfterVerbatim(string source, int at)
    {
        for (; at < source.Length; at++)
        {
            if (source[at] != '"') continue;
            if (at + 1 < source.Length && source[at + 1] == '"') at++;
            else return at + 1;
        }
        return source.Length;
    }

    private static int AfterQuoted(string source, int at)
    {
        var quote = source[at++];
        for (; at < source.Length && source[at] != quote && source[at] != '\n'; at++)
        {
            if (source[at] == '\\') at++;
        }
        return Math.Min(at + 1, source.Length);
    }
}
