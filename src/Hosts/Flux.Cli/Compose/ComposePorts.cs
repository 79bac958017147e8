using System.Globalization;
using Flux.Apps.Specs;
using YamlDotNet.RepresentationModel;

namespace Flux.Cli.Compose;

/// <summary>Entries of <c>ports</c>, short (<c>8080:80/tcp</c>, ranges) and long (target, published).</summary>
internal static class ComposePorts
{
    private const int Highest = 65_535, MostInRange = 20, FirstChosen = 31_000;

    public static IEnumerable<(int Host, int Container)> Read(ComposeNodes nodes, YamlNode item, string path) =>
        item is YamlMappingNode ? Long(nodes, item, path) : Short(nodes, item, path);

    private static List<(int Host, int Container)> Short(ComposeNodes nodes, YamlNode item, string path)
    {
        var text = nodes.Scalar(item, path) ?? "";
        var parts = text.Split('/')[0].Split(':');
        if (parts.Length > 2) return Wrong(nodes, item, path, "the node's address cannot be chosen: every port is public. Leave the address out, or the port where only components use it");
        var container = Range(parts[^1]);
        var host = parts.Length == 2 ? Range(parts[0]) : container.Select(Chosen).ToList();
        if (container.Count == 0 || host.Count == 0) return Wrong(nodes, item, path, $"'{text}' is not a port, a pair or a range of at most {MostInRange}");
        if (container.Count != host.Count) return Wrong(nodes, item, path, "both ranges must be of the same length");
        Tell(nodes, text, parts.Length == 1, host);
        return [.. host.Zip(container)];
    }

    private static List<(int Host, int Container)> Long(ComposeNodes nodes, YamlNode item, string path)
    {
        var fields = nodes.Members(item, path).ToDictionary(m => m.Name, m => ComposeNodes.Text(m.Value) ?? "");
        if (fields.Keys.FirstOrDefault(k => k is not ("target" or "published" or "protocol" or "mode" or "name" or "app_protocol")) is { } unknown) return Wrong(nodes, item, path, $"{unknown} is not supported");
        var container = Range(fields.GetValueOrDefault("target", ""));
        if (container.Count != 1) return Wrong(nodes, item, path, "target must be a port");
        var host = fields.TryGetValue("published", out var published) ? Range(published) : [Chosen(container[0])];
        if (host.Count != 1) return Wrong(nodes, item, path, "published must be a port");
        Tell(nodes, fields["target"], published is null, host);
        return [(host[0], container[0])];
    }

    private static void Tell(ComposeNodes nodes, string text, bool wasChosen, List<int> host)
    {
        if (host.FirstOrDefault(AppRules.Own.IsEnterprisePort) is > 0 and var dear) nodes.Note(string.Create(CultureInfo.InvariantCulture, $"Port {dear} of the node costs extra; {Chosen(dear)} does not."));
        if (wasChosen) nodes.Note(string.Create(CultureInfo.InvariantCulture, $"Port {text} names no port of the node; {string.Join(", ", host)} was chosen."));
    }

    private static List<(int Host, int Container)> Wrong(ComposeNodes nodes, YamlNode item, string path, string text)
    {
        nodes.Problem(item, path, text);
        return [];
    }

    // High enough to cost nothing extra and to be free on most nodes.
    private static int Chosen(int container) => container >= FirstChosen ? container : FirstChosen + (container % 9_000);

    private static List<int> Range(string text)
    {
        var ends = text.Split('-').Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= Highest ? port : 0).ToList();
        if (ends.Contains(0) || ends.Count > 2 || ends[^1] < ends[0] || ends[^1] - ends[0] >= MostInRange) return [];
        return [.. Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)];
    }
}
