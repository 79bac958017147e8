using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Flux.Wallets.Containers;

/// <summary>A container as a row of QR codes: <c>pft:3/7:…</c>, base64 split into parts that every reader can scan.</summary>
public static class ContainerFrames
{
    private const string Scheme = "pft:";

    /// <summary>Characters of a part: a QR code of version 20 at medium correction, readable from a screen.</summary>
    public const int PartLength = 600;

    /// <summary>Most parts that are put together.</summary>
    public const int MostParts = 9999;

    /// <summary>The texts of the codes, in order.</summary>
    public static IReadOnlyList<string> Split(SigningContainer container, int partLength = PartLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partLength, 1);
        var text = ContainerWriter.ToBase64(container);
        var parts = text.Chunk(partLength).ToList();
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"{Scheme}{i + 1}/{parts.Count}:{new string(part)}"))];
    }

    /// <summary>Puts scanned texts together, in any order and with repetitions.</summary>
    public static bool TryJoin(IEnumerable<string> texts, [NotNullWhen(true)] out SigningContainer? container, [NotNullWhen(false)] out string? problem)
    {
        container = null;
        var parts = new SortedDictionary<int, string>();
        var count = 0;
        foreach (var text in texts)
        {
            if (!TryReadPart(text, out var number, out var total, out var data))
            {
                problem = $"'{(text.Length > 20 ? text[..20] + "…" : text)}' is not a part of a container";
                return false;
            }
            if ((count != 0 && count != total) || (parts.TryGetValue(number, out var known) && known != data))
            {
                problem = "the parts belong to different containers";
                return false;
            }
            count = total;
            parts[number] = data;
        }
        var missing = Enumerable.Range(1, count).Where(number => !parts.ContainsKey(number)).ToList();
        problem = count == 0 ? "there are no parts" : missing.Count > 0 ? $"parts are missing: {string.Join(", ", missing.Take(10))}" : null;
        return problem is null && ContainerReader.TryParseBase64(string.Concat(parts.Values), out container, out problem);
    }

    private static bool TryReadPart(string text, out int number, out int total, out string data)
    {
        (number, total, data) = (0, 0, "");
        if (!text.StartsWith(Scheme, StringComparison.Ordinal)) return false;
        var fields = text[Scheme.Length..].Split(':', 2);
        var place = fields[0].Split('/');
        if (fields.Length != 2 || place.Length != 2) return false;
        data = fields[1];
        return int.TryParse(place[0], NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && int.TryParse(place[1], NumberStyles.None, CultureInfo.InvariantCulture, out total)
            && number >= 1 && number <= total && total <= MostParts;
    }
}
