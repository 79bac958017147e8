using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>The labels on every object of ours. An object without the namespace label is not ours and is never touched.</summary>
internal static class EngineLabels
{
    public const string Namespace = "flux.namespace";
    public const string App = "flux.app";
    public const string Component = "flux.component";
    public const string Message = "flux.message";
    public const string Fingerprint = "flux.fingerprint";
    public const string Node = "flux.node";

    public static Dictionary<string, string> OfContainer(OrchestrationOptions options, DesiredInstance instance, DesiredComponent component) => new()
    {
        [Namespace] = options.Namespace,
        [App] = instance.App,
        [Component] = component.Name,
        [Message] = instance.MessageHash,
        [Fingerprint] = Docker.Fingerprint.Of(component, options),
        [Node] = options.NodeName,
    };

    public static Dictionary<string, string> OfNetwork(OrchestrationOptions options, string app) => new()
    {
        [Namespace] = options.Namespace,
        [App] = app,
        [Node] = options.NodeName,
    };

    public static bool BelongTo(IDictionary<string, string>? labels, string engineNamespace) =>
        labels is not null && labels.TryGetValue(Namespace, out var owner) && owner == engineNamespace && labels.ContainsKey(App);

    public static string Read(IDictionary<string, string> labels, string key) => labels.TryGetValue(key, out var value) ? value : "";
}
