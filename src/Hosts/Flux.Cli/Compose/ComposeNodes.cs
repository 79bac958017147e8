using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Flux.Cli.Compose;

/// <summary>Walks a YAML document and collects what is wrong, with line and path.</summary>
internal sealed class ComposeNodes(ComposeVariables variables)
{
    private readonly HashSet<YamlNode> _resolved = new(ReferenceEqualityComparer.Instance);
    private readonly List<ComposeProblem> _problems = [];
    private readonly List<string> _notes = [];

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<ComposeProblem> Problems => [.. _problems.OrderBy(problem => problem.Line)];

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Variables of the file.</summary>
    public ComposeVariables Variables => variables;

    public void Problem(YamlNode? at, string path, string text) => _problems.Add(new ComposeProblem(at?.Start.Line ?? 0, path, text));

    public void Note(string text)
    {
        if (!_notes.Contains(text)) _notes.Add(text);
    }

    /// <summary>The root mapping; null with a problem.</summary>
    public YamlMappingNode? Read(TextReader text)
    {
        try
        {
            // Merge keys (<<: *anchor) are part of what people write.
            var stream = new YamlStream();
            stream.Load(new MergingParser(new Parser(text)));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                Resolve(root, "");
                return root;
            }
            _problems.Add(new ComposeProblem(0, "file", "is not one YAML mapping"));
        }
        catch (YamlException e)
        {
            _problems.Add(new ComposeProblem(e.Start.Line, "file", $"is not YAML: {e.InnerException?.Message ?? e.Message}"));
        }
        return null;
    }

    // Values only: names of services and variables are what they are.
    private void Resolve(YamlNode node, string path)
    {
        // An anchor's node stands in several places.
        if (!_resolved.Add(node)) return;
        if (node is YamlMappingNode mapping)
            foreach (var (key, value) in mapping.Children) Resolve(value, path.Length == 0 ? Text(key) ?? "" : $"{path}.{Text(key)}");
        if (node is YamlSequenceNode list)
            for (var i = 0; i < list.Children.Count; i++) Resolve(list.Children[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        if (node is not YamlScalarNode { Value: { } text } scalar || !text.Contains('$', StringComparison.Ordinal)) return;
        scalar.Value = variables.Resolve(text, out var problem);
        if (problem.Length > 0) Problem(node, path, problem);
    }

    /// <summary>Members of a mapping by name; empty, with a problem, for another kind of node.</summary>
    public IEnumerable<(string Name, YamlNode Key, YamlNode Value)> Members(YamlNode? node, string path)
    {
        if (node is null || IsNull(node)) return [];
        if (node is YamlMappingNode mapping) return mapping.Children.Select(child => (Text(child.Key) ?? "", child.Key, child.Value));
        Problem(node, path, "must be a mapping");
        return [];
    }

    /// <summary>Elements of a list; a single text counts as a list of one where <paramref name="orOne"/> says so.</summary>
    public IEnumerable<(YamlNode Node, string Path)> Items(YamlNode node, string path, bool orOne = false)
    {
        if (IsNull(node)) return [];
        if (node is YamlSequenceNode list) return list.Children.Select((child, i) => (child, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
        if (orOne && node is YamlScalarNode) return [(node, path)];
        Problem(node, path, "must be a list");
        return [];
    }

    /// <summary>The text of a scalar, or null with a problem.</summary>
    public string? Scalar(YamlNode node, string path)
    {
        if (Text(node) is { } text) return text;
        Problem(node, path, "must be a single value");
        return null;
    }

    public decimal? Number(YamlNode node, string path)
    {
        if (Scalar(node, path) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        Problem(node, path, $"'{text}' is not a number");
        return null;
    }

    /// <summary>Megabytes of a size such as 512m, 1.5gb or a number of bytes.</summary>
    public decimal? MegaBytes(YamlNode node, string path)
    {
        if (Scalar(node, path) is not { } text) return null;
        var lower = text.Trim().ToLowerInvariant().TrimEnd('b');
        var unit = lower.Length > 0 ? lower[^1] switch { 'k' => 1m / 1024, 'm' => 1m, 'g' => 1024m, _ => 0 } : 0;
        var digits = unit == 0 ? lower : lower[..^1];
        if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return unit == 0 ? amount / (1 << 20) : amount * unit;
        Problem(node, path, $"'{text}' is not a size such as 512m or 2g");
        return null;
    }

    public static string? Text(YamlNode node) => (node as YamlScalarNode)?.Value;

    public static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
