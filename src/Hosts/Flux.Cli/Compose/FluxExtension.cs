using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Flux.Cli.Compose;

/// <summary>One <c>x-flux</c> mapping.</summary>
internal sealed class FluxExtension(ComposeNodes nodes, YamlNode? node, string path = "x-flux")
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _members = nodes.Members(node, path).ToDictionary(m => m.Name, m => (m.Key, m.Value));

    public string? Text(string name) => _members.TryGetValue(name, out var member) ? nodes.Scalar(member.Value, $"{path}.{name}") : null;

    public decimal? Number(string name) => _members.TryGetValue(name, out var member) ? nodes.Number(member.Value, $"{path}.{name}") : null;

    public bool Flag(string name)
    {
        if (!_members.TryGetValue(name, out var member)) return false;
        if (ComposeNodes.Text(member.Value) is "true" or "false") return ComposeNodes.Text(member.Value) == "true";
        nodes.Problem(member.Value, $"{path}.{name}", "must be true or false");
        return false;
    }

    public JsonArray List(string name) => _members.TryGetValue(name, out var member)
        ? [.. nodes.Items(member.Value, $"{path}.{name}", orOne: true).Select(item => JsonValue.Create(nodes.Scalar(item.Node, item.Path) ?? ""))]
        : [];

    public void RefuseOthers(string at, params string[] known)
    {
        foreach (var (name, member) in _members.Where(m => !known.Contains(m.Key))) nodes.Problem(member.Key, $"{at}.{name}", $"is not known; known are {string.Join(", ", known)}");
    }
}
