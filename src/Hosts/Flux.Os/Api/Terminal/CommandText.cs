using System.Text;

namespace Flux.Os.Api.Terminal;

/// <summary>A command line as a person writes it, in its words: blanks separate, quotes of either kind hold together. No shell looks at it.</summary>
internal static class CommandText
{
    public static IReadOnlyList<string> Split(string text)
    {
        var (words, word, quote, begun) = (new List<string>(), new StringBuilder(), '\0', false);
        foreach (var c in text)
        {
            if (quote != '\0' && c == quote) quote = '\0';
            else if (quote != '\0') word.Append(c);
            else if (c is '"' or '\'') (quote, begun) = (c, true);
            else if (!char.IsWhiteSpace(c)) word.Append(c);
            else if (word.Length > 0 || begun)
            {
                words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
        }
        if (word.Length > 0 || begun) words.Add(word.ToString());
        return words;
    }
}
