namespace Flux.Orchestration;

/// <summary>What is known of one app on this node, at one moment.</summary>
/// <param name="App">The app.</param>
/// <param name="MessageHash">Hash of the permanent message that runs.</param>
/// <param name="Components">One row a component, in the specification's order.</param>
/// <param name="Since">When it became healthy last; null while it is not.</param>
public sealed record InstanceStatus(string App, string MessageHash, IReadOnlyList<ComponentStatus> Components, DateTimeOffset? Since)
{
    /// <summary>True when every component that should run runs and answers.</summary>
    public bool Healthy => Components.All(component => component.State is ComponentState.Healthy or ComponentState.Stopped);
}
