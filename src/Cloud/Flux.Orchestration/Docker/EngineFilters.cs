namespace Flux.Orchestration.Docker;

/// <summary>List filters of the engine API.</summary>
internal static class EngineFilters
{
    /// <summary>Objects that carry the label of a namespace, and of one app of it when one is given.</summary>
    public static Dictionary<string, IDictionary<string, bool>> Of(string engineNamespace, string? app)
    {
        var labels = new Dictionary<string, bool> { [$"{EngineLabels.Namespace}={engineNamespace}"] = true };
        if (app is not null) labels[$"{EngineLabels.App}={app}"] = true;
        return new Dictionary<string, IDictionary<string, bool>> { ["label"] = labels };
    }
}
