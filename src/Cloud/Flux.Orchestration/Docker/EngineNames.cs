using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>
/// Engine names of reference fluxos-protocol.md §7.1, with the engine namespace appended after a dot (a character that neither app
/// nor component names can contain, so a name can always be taken apart again).
/// </summary>
public sealed class EngineNames(string engineNamespace)
{
    private const string NetworkPrefix = "fluxDockerNetwork_";

    private readonly string suffix = engineNamespace.Length == 0 ? "" : "." + engineNamespace;

    /// <summary>The namespace; empty for the only node of an engine.</summary>
    public string Namespace { get; } = engineNamespace;

    /// <summary>Name of a component's container on the engine.</summary>
    public string Container(ComponentId id) => Alias(id) + suffix;

    /// <summary>
    /// Name of a container during an update, beside or instead of which another one runs. The hyphen can stand in no app, component or
    /// namespace; none has such a name when the update is over.
    /// </summary>
    public string Passing(ComponentId id, bool isNew) => Container(id) + (isNew ? "-next" : "-last");

    /// <summary>Name of an app's network on the engine.</summary>
    public string Network(string app) => NetworkPrefix + app + suffix;

    /// <summary>The app whose network bears this engine name, or null when it is not one of this namespace.</summary>
    public string? AppOfNetwork(string engineName)
    {
        if (!engineName.StartsWith(NetworkPrefix, StringComparison.Ordinal) || !engineName.EndsWith(suffix, StringComparison.Ordinal)) return null;
        var app = engineName[NetworkPrefix.Length..^suffix.Length];
        return app.Length > 0 && !app.Contains('.', StringComparison.Ordinal) ? app : null;
    }

    /// <summary>The name other components find a component under, and its name in the HTTP API: no namespace in it.</summary>
    public static string Alias(ComponentId id) => Prefix(id.App) + id;

    /// <summary>Takes the namespace off an engine name, for the HTTP API.</summary>
    public string Public(string engineName) =>
        suffix.Length > 0 && engineName.EndsWith(suffix, StringComparison.Ordinal) ? engineName[..^suffix.Length] : engineName;

    /// <summary>Two apps of the network's first days kept the older prefix.</summary>
    private static string Prefix(string app) => app is "KadenaChainWebNode" or "FoldingAtHomeB" ? "zel" : "flux";
}
