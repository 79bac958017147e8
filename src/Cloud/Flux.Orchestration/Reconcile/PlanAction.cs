using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Reconcile;

/// <summary>One thing to do, with the reason in words. Data only: the executor acts.</summary>
/// <param name="App">App it concerns.</param>
/// <param name="Reason">Why, for logs and <c>app why</c>.</param>
public abstract record PlanAction(string App, string Reason)
{
    /// <summary>Nothing of the app is here: run the whole install.</summary>
    public sealed record Install(string App, string Reason) : PlanAction(App, Reason);

    /// <summary>Make the app's network.</summary>
    public sealed record MakeNetwork(string App, string Reason) : PlanAction(App, Reason);

    /// <summary>Remove a network.</summary>
    public sealed record RemoveNetwork(string App, string NetworkId, string Reason) : PlanAction(App, Reason);

    /// <summary>Put a container back on the app's network.</summary>
    public sealed record JoinNetwork(string App, string ContainerId, ComponentId Component, bool Leave, string Reason) : PlanAction(App, Reason);

    /// <summary>Make a component's container (image and volume first, when missing); start it when it is to run.</summary>
    public sealed record MakeContainer(string App, ComponentId Component, string Reason) : PlanAction(App, Reason);

    /// <summary>Give a container the engine name of its component.</summary>
    public sealed record RenameContainer(string App, string ContainerId, ComponentId Component, string Reason) : PlanAction(App, Reason);

    /// <summary>Start a container.</summary>
    public sealed record StartContainer(string App, string ContainerId, ComponentId Component, string Reason) : PlanAction(App, Reason);

    /// <summary>Stop a container.</summary>
    public sealed record StopContainer(string App, string ContainerId, ComponentId Component, string Reason) : PlanAction(App, Reason);

    /// <summary>Remove a container.</summary>
    public sealed record RemoveContainer(string App, string ContainerId, ComponentId Component, string Reason) : PlanAction(App, Reason);

    /// <summary>Remove the app's volume directories.</summary>
    public sealed record RemoveVolumes(string App, string Reason) : PlanAction(App, Reason);
}
