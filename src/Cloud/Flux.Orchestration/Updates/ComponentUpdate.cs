using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Updates;

/// <summary>What an update does with one component.</summary>
/// <param name="Component">App and component.</param>
/// <param name="Way">How.</param>
/// <param name="Reason">Why in this way, in words.</param>
public sealed record ComponentUpdate(ComponentId Component, UpdateWay Way, string Reason)
{
    /// <inheritdoc />
    public override string ToString() => $"{(Component.Component.Length > 0 ? Component.Component : Component.App)}: {Words} ({Reason})";

    private string Words => Way switch
    {
        UpdateWay.Keep => "stays",
        UpdateWay.Make => "is new",
        UpdateWay.Remove => "goes",
        UpdateWay.Beside => "the new one starts beside the old one",
        _ => "the old one is stopped first",
    };
}
