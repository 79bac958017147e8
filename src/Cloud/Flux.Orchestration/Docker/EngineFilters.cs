namespace Flux.Orchestration.Docker;

/// <summary>List filters of the engine API.</summary>
internal static class EngineFilters
{
    /// <summary>Objects that carry the label of a namespace.</summary>
    public static Dictionary<string, IDictionary<string, bool>> Namespace(string engineNamespace) => new()
    {
        ["label"] = new Dictionary<string, bool> { [$"{EngineLabels.Namespace}={engineNamespace}"] = true },
    };
}
