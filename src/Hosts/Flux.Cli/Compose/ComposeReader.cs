using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Flux.Cli.Compose;

/// <summary>
/// Turns a compose file into a v8 specification. What an app on Flux cannot have is refused by name and line; nothing is dropped in
/// silence. <c>x-flux</c>, at the top and in a service, says what compose has no word for.
/// </summary>
internal sealed class ComposeReader
{
    private const int DefaultInstances = 3, DefaultExpire = 22_000;
    private static readonly string[] Ignored = ["version", "name", "services", "x-flux"];
    private static readonly string[] SecretWords = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "PRIVATE_KEY", "API_KEY"];
    private readonly ComposeNodes _nodes;

    private ComposeReader(ComposeVariables variables) => _nodes = new(variables);

    /// <summary>Reads one file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="fallbackName">App name when neither <c>x-flux.name</c> nor <c>name</c> says one, e.g. the folder's.</param>
    /// <param name="variables">Values for <c>${NAME}</c>; none when null.</param>
    public static ComposeImport Read(TextReader text, string fallbackName, ComposeVariables? variables = null) =>
        new ComposeReader(variables ?? ComposeVariables.None).ReadRoot(text, fallbackName);

    private ComposeImport ReadRoot(TextReader text, string fallbackName)
    {
        if (_nodes.Read(text) is not { } root) return new ComposeImport(null, _nodes.Problems, []);
        var members = _nodes.Members(root, "file").ToDictionary(m => m.Name, m => (m.Key, m.Value));
        foreach (var (name, (key, value)) in members) CheckTop(name, key, value);
        var flux = new FluxExtension(_nodes, members.TryGetValue("x-flux", out var extension) ? extension.Value : null);
        var services = members.TryGetValue("services", out var found) ? Ordered([.. _nodes.Members(found.Value, "services")]) : [];
        if (services.Count == 0) _nodes.Problem(root, "services", "there is none");
        var volumes = members.TryGetValue("volumes", out var named) ? _nodes.Members(named.Value, "volumes").Select(v => v.Name).ToHashSet() : [];
        var readers = services.Select(s => new ComposeService(_nodes, s.Name, s.Value, volumes)).ToList();
        var components = readers.Select(reader => reader.Read()).ToList();
        var specification = new JsonObject
        {
            ["version"] = 8,
            ["name"] = flux.Text("name") ?? AppNameOf(members.TryGetValue("name", out var given) ? ComposeNodes.Text(given.Value) ?? fallbackName : fallbackName),
            ["description"] = flux.Text("description") ?? "Imported from a compose file",
            ["owner"] = flux.Text("owner") ?? "",
            ["compose"] = new JsonArray([.. components]),
            ["instances"] = flux.Number("instances") ?? readers.Select(r => r.Replicas).Max() ?? DefaultInstances,
            ["contacts"] = flux.List("contacts"),
            ["geolocation"] = flux.List("geolocation"),
            ["expire"] = flux.Number("expire") ?? DefaultExpire,
            ["nodes"] = flux.List("nodes"),
            ["staticip"] = flux.Flag("staticip"),
            ["enterprise"] = "",
        };
        if (_nodes.Variables.WereUsed) _nodes.Note("Values of .env were put in.");
        Tell(specification, readers.Any(reader => reader.KeepsOwnData));
        flux.RefuseOthers("x-flux", "name", "description", "owner", "instances", "contacts", "geolocation", "expire", "nodes", "staticip");
        return new ComposeImport(_nodes.Problems.Count == 0 ? specification : null, _nodes.Problems, _nodes.Notes);
    }

    // What surprises most: where data stays, and who reads the environment.
    private void Tell(JsonObject specification, bool keepsData)
    {
        var (instances, components) = (specification["instances"]!.GetValue<decimal>(), specification["compose"]!.AsArray());
        if (instances > 1 && keepsData)
        {
            _nodes.Note($"Each of the {instances} instances keeps data of its own. Under x-flux of a service, containerData: g:/path shares it (one instance runs, the others stand by), r:/path copies it to all; instances: 1 at the top runs one.");
        }
        if (components.SelectMany(c => c!["environmentParameters"]!.AsArray()).Select(e => e!.GetValue<string>().Split('=')[0]).FirstOrDefault(IsSecret) is { } secret)
            _nodes.Note($"A specification is public, also {secret}. What nobody may read goes into a file of its own: flux app deploy --secrets FILE (docs/operations/secrets.md).");
    }

    private static bool IsSecret(string variable) =>
        SecretWords.Any(word => variable.Contains(word, StringComparison.OrdinalIgnoreCase)) && !variable.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase);

    private void CheckTop(string name, YamlNode key, YamlNode value)
    {
        switch (name)
        {
            case "volumes":
                foreach (var (volume, at, settings) in _nodes.Members(value, name))
                {
                    CheckVolume(at, $"volumes.{volume}", settings);
                }
                break;
            case "networks":
                _nodes.Note("Networks are not kept apart: the components of an app share one network of their own.");
                break;
            case "secrets" or "configs":
                _nodes.Problem(key, name, "files from this machine do not reach the nodes; put the values into the image or the environment");
                break;
            default:
                if (!Ignored.Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal)) _nodes.Problem(key, name, "is not known");
                break;
        }
    }

    private void CheckVolume(YamlNode at, string path, YamlNode settings)
    {
        foreach (var (name, _, value) in _nodes.Members(settings, path))
        {
            if (name == "external" && ComposeNodes.Text(value) != "false") _nodes.Problem(at, path, "data of this machine do not reach the nodes; without external the component begins with an empty folder");
            else if (name is not ("external" or "name" or "labels") && (name, ComposeNodes.Text(value)) != ("driver", "local"))
                _nodes.Problem(at, path, "drivers and options cannot be chosen: a volume is a folder of the component's own disk");
        }
    }

    // Components start in order: whatever others depend on comes first.
    private List<(string Name, YamlNode Value)> Ordered(IReadOnlyList<(string Name, YamlNode Key, YamlNode Value)> services)
    {
        var ordered = new List<(string Name, YamlNode Value)>();
        var open = new HashSet<string>();
        void Visit((string Name, YamlNode Key, YamlNode Value) service)
        {
            if (ordered.Exists(done => done.Name == service.Name)) return;
            if (!open.Add(service.Name))
            {
                _nodes.Problem(service.Key, $"services.{service.Name}.depends_on", "goes round in a circle");
                return;
            }
            foreach (var needed in DependenciesOf(service.Name, service.Value))
            {
                if (services.FirstOrDefault(s => s.Name == needed) is { Name: not null } other) Visit(other);
                else _nodes.Problem(service.Key, $"services.{service.Name}.depends_on", $"there is no service {needed}");
            }
            open.Remove(service.Name);
            if (!ordered.Exists(done => done.Name == service.Name)) ordered.Add((service.Name, service.Value));
        }
        foreach (var service in services) Visit(service);
        return ordered;
    }

    private IEnumerable<string> DependenciesOf(string name, YamlNode service)
    {
        if (service is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode("depends_on"), out var value)) return [];
        return value is YamlMappingNode
            ? [.. _nodes.Members(value, $"services.{name}.depends_on").Select(m => m.Name)]
            : [.. _nodes.Items(value, $"services.{name}.depends_on").Select(i => ComposeNodes.Text(i.Node) ?? "")];
    }

    // Letters, digits and inner hyphens, as the specification wants it.
    private static string AppNameOf(string text)
    {
        var name = new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-').ToLowerInvariant();
        return name.StartsWith("flux", StringComparison.Ordinal) || name.StartsWith("zel", StringComparison.Ordinal) ? $"app-{name}" : name;
    }
}
