using System.Text;

namespace Flux.Cli.Compose;

/// <summary>Splits a command line as a shell would: blanks separate, quotes and backslashes keep together. No variables, no patterns.</summary>
internal static class ShellWords
{
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (int i = 0, quote = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == 0 && char.IsWhiteSpace(c))
            {
                if (word is not null) words.Add(word.ToString());
                word = null;
                continue;
            }
            word ??= new StringBuilder();
            if (c == quote) quote = 0;
            else if (quote == 0 && c is '"' or '\'' && quote == 0) quote = c;
            else if (c == '\\' && quote != '\'' && i + 1 < line.Length) word.Append(line[++i]);
            else word.Append(c);
        }
        if (word is not null) words.Add(word.ToString());
        return words;
    }
}
