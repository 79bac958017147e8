using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Tests.Reconcile;

/// <summary>An engine of records: does to an <see cref="ActualState"/> what the executor does to the real one.</summary>
internal sealed class SimulatedNode(ActualState start)
{
    public static readonly OrchestrationOptions Options = new() { AppsFolder = "/apps" };

    private static readonly EngineNames Names = new("");
    private int next;

    public ActualState State { get; private set; } = start;

    public void Apply(Plan plan, IReadOnlyCollection<DesiredInstance> desired)
    {
        foreach (var action in plan.Actions) Apply(action, desired.FirstOrDefault(one => one.App == action.App));
    }

    public static ContainerFacts Container(ComponentId id, string fingerprint, ContainerPhase phase, NetworkFacts? network, string unique) => new()
    {
        Id = unique,
        Name = EngineNames.Alias(id),
        Component = id,
        Fingerprint = fingerprint,
        MessageHash = "",
        Phase = phase,
        Image = "",
        ImageId = "",
        Command = "",
        Created = DateTimeOffset.UnixEpoch,
        StatusText = "",
        Networks = network is null ? new Dictionary<string, ContainerEndpoint>() : On(network),
        Ports = [],
    };

    private void Apply(PlanAction action, DesiredInstance? desired)
    {
        switch (action)
        {
            case PlanAction.Install install:
                MakeNetwork(install.App);
                foreach (var component in desired!.Components) Make(desired, component);
                break;
            case PlanAction.MakeNetwork make: MakeNetwork(make.App); break;
            case PlanAction.RemoveNetwork remove: State = State with { Networks = [.. State.Networks.Where(one => one.Id != remove.NetworkId)] }; break;
            case PlanAction.MakeContainer make: Make(desired!, desired!.Components.Single(one => one.Name == make.Component.Component)); break;
            case PlanAction.StartContainer start: Change(start.ContainerId, one => one with { Phase = ContainerPhase.Running }); break;
            case PlanAction.StopContainer stop: Change(stop.ContainerId, one => one with { Phase = ContainerPhase.Exited }); break;
            case PlanAction.RenameContainer rename: Change(rename.ContainerId, one => one with { Name = EngineNames.Alias(rename.Component) }); break;
            case PlanAction.JoinNetwork join: Change(join.ContainerId, one => one with { Networks = On(NetworkOf(join.App)) }); break;
            case PlanAction.RemoveContainer remove: State = State with { Containers = [.. State.Containers.Where(one => one.Id != remove.ContainerId)] }; break;
            case PlanAction.RemoveVolumes remove: State = State with { VolumeApps = State.VolumeApps.Where(app => app != remove.App).ToHashSet() }; break;
            default: throw new InvalidOperationException(action.ToString());
        }
    }

    private void MakeNetwork(string app) =>
        State = State with { Networks = [.. State.Networks, new NetworkFacts($"net{++next}", Names.Network(app), app, next)] };

    private void Make(DesiredInstance desired, DesiredComponent component)
    {
        var id = new ComponentId(desired.App, component.Name);
        var phase = component.Running ? ContainerPhase.Running : ContainerPhase.Created;
        State = State with
        {
            Containers = [.. State.Containers, Container(id, Fingerprint.Of(component, Options), phase, NetworkOf(desired.App), $"made{++next}")],
            VolumeApps = State.VolumeApps.Append(desired.App).ToHashSet(),
        };
    }

    /// <summary>By name, as the engine does; two of one name would be an error there.</summary>
    private NetworkFacts NetworkOf(string app) => State.Networks.Single(one => one.App == app);

    private void Change(string id, Func<ContainerFacts, ContainerFacts> change) =>
        State = State with { Containers = [.. State.Containers.Select(one => one.Id == id ? change(one) : one)] };

    public static Dictionary<string, ContainerEndpoint> On(NetworkFacts network) =>
        new() { [network.EngineName] = new ContainerEndpoint(network.Id, "172.23.1.2") };
}
