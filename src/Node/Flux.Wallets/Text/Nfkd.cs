using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Flux.Wallets.Text;

/// <summary>
/// Unicode normalization form KD, which BIP39 asks for. The runtime's own does nothing in our programs (invariant globalization)
/// and is missing in a browser; a passphrase with an accent would then give other keys than in other wallets.
/// </summary>
internal static class Nfkd
{
    private const int HangulFirst = 0xAC00, HangulLast = 0xD7A3, LeadFirst = 0x1100, VowelFirst = 0x1161, TailBefore = 0x11A7;
    private const int Vowels = 21, Tails = 28;
    private static readonly Lazy<Tables> Data = new(Load);

    /// <summary>The text in form KD; ASCII text is its own.</summary>
    public static string Normalize(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var runes = new List<(Rune Rune, int Class)>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune, runes);
        Order(runes);
        var result = new StringBuilder(runes.Count);
        foreach (var (rune, _) in runes) result.Append(rune.ToString());
        return result.ToString();
    }

    private static void Decompose(Rune rune, List<(Rune Rune, int Class)> into)
    {
        if (rune.Value is >= HangulFirst and <= HangulLast)
        {
            var syllable = rune.Value - HangulFirst;
            into.Add((new Rune(LeadFirst + (syllable / (Vowels * Tails))), 0));
            into.Add((new Rune(VowelFirst + (syllable % (Vowels * Tails) / Tails)), 0));
            if (syllable % Tails != 0) into.Add((new Rune(TailBefore + (syllable % Tails)), 0));
            return;
        }
        if (!Data.Value.Decompositions.TryGetValue(rune.Value, out var parts))
        {
            into.Add((rune, Data.Value.ClassOf(rune.Value)));
            return;
        }
        foreach (var part in parts) into.Add((new Rune(part), Data.Value.ClassOf(part)));
    }

    /// <summary>Marks between two starters stand by ascending class; equal ones keep their order.</summary>
    private static void Order(List<(Rune Rune, int Class)> runes)
    {
        for (var start = 0; start < runes.Count; start++)
        {
            if (runes[start].Class == 0) continue;
            var end = start;
            while (end < runes.Count && runes[end].Class != 0) end++;
            var marks = runes.GetRange(start, end - start).OrderBy(mark => mark.Class).ToList();
            for (var i = 0; i < marks.Count; i++) runes[start + i] = marks[i];
            start = end;
        }
    }

    private static Tables Load()
    {
        using var stream = typeof(Nfkd).Assembly.GetManifestResourceStream("nfkd.txt") ?? throw new InvalidOperationException("The Unicode table is not part of this build.");
        using var reader = new StreamReader(stream);
        var decompositions = new Dictionary<int, int[]>();
        var classes = new Dictionary<int, int>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            if (fields[0] == "D") decompositions[Hex(fields[1])] = [.. fields.Skip(2).Select(Hex)];
            else if (fields[0] == "C") classes[Hex(fields[1])] = int.Parse(fields[2], CultureInfo.InvariantCulture);
        }
        return new Tables(decompositions.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(FrozenDictionary<int, int[]> Decompositions, FrozenDictionary<int, int> Classes)
    {
        public int ClassOf(int codePoint) => Classes.GetValueOrDefault(codePoint);
    }
}
