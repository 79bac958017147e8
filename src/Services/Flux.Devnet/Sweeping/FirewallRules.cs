namespace Flux.Devnet.Sweeping;

/// <summary>Reads <c>iptables-save</c> output.</summary>
internal static class FirewallRules
{
    /// <summary>
    /// Arguments that remove what bears the tag, with the table it stands in: rules in chains of others first (also those that lead into our
    /// chains), then our chains.
    /// </summary>
    public static IReadOnlyList<(string Table, IReadOnlyList<string> Removal)> WithTag(string saved, string tag)
    {
        var rules = new List<(string, IReadOnlyList<string>)>();
        var chains = new List<(string, IReadOnlyList<string>)>();
        var table = "filter";
        foreach (var line in saved.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('*')) table = line[1..];
            else if (!line.Contains(tag, StringComparison.Ordinal)) continue;
            else if (line.StartsWith(':')) chains.AddRange(Chain(line).Select(removal => (table, removal)));
            else if (line.StartsWith("-A ", StringComparison.Ordinal) && !ChainOf(line).Contains(tag, StringComparison.Ordinal)) rules.Add((table, ["-D", .. Words(line[3..])]));
        }
        return [.. rules, .. chains];
    }

    /// <summary>A chain must be empty before it can go.</summary>
    private static IEnumerable<IReadOnlyList<string>> Chain(string declaration)
    {
        var name = declaration[1..].Split(' ')[0];
        return [["-F", name], ["-X", name]];
    }

    private static string ChainOf(string rule) => rule.Split(' ')[1];

    /// <summary>Words of a saved rule; a comment with blanks stands in double quotes.</summary>
    private static IEnumerable<string> Words(string rule)
    {
        var parts = rule.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1) yield return parts[i];
            else foreach (var word in parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return word;
        }
    }
}
