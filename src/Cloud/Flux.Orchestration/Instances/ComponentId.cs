namespace Flux.Orchestration.Instances;

/// <summary>Names one component of one app; <see cref="ToString"/> is the HTTP API's app id (<c>component_app</c>, or <c>app</c>).</summary>
public readonly record struct ComponentId(string App, string Component)
{
    /// <inheritdoc />
    public override string ToString() => Component.Length == 0 ? App : $"{Component}_{App}";
}
