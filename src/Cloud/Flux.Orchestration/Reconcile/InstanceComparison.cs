using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Reconcile;

/// <summary>One desired instance against what is there of it.</summary>
internal sealed class InstanceComparison(
    EngineNames names, OrchestrationOptions options, DesiredInstance instance, ActualState actual,
    IReadOnlyDictionary<ComponentId, RestartHistory> history, DateTimeOffset now)
{
    private readonly List<ContainerFacts> containers = [.. actual.Containers.Where(one => one.Component.App == instance.App)];
    private readonly List<NetworkFacts> networks = [.. actual.Networks.Where(one => one.App == instance.App)];

    public DateTimeOffset? LookAgainAt { get; private set; }

    public IEnumerable<PlanAction> Compare()
    {
        if (containers.Count == 0) return InstallWhole();
        return [.. RemoveUnwanted(), .. CompareNetwork(), .. instance.Components.SelectMany(CompareComponent)];
    }

    private IEnumerable<PlanAction> InstallWhole()
    {
        foreach (var network in networks) yield return new PlanAction.RemoveNetwork(instance.App, network.Id, "left by an install that did not finish");
        yield return new PlanAction.Install(instance.App, "nothing of the app runs here");
    }

    private IEnumerable<PlanAction> RemoveUnwanted()
    {
        foreach (var container in containers)
        {
            if (WhyUnwanted(container) is { } reason)
            {
                yield return new PlanAction.RemoveContainer(instance.App, container.Id, container.Component, reason);
            }
        }
    }

    private string? WhyUnwanted(ContainerFacts container) =>
        WhyUnfit(container) ?? (container != Kept(container.Component) ? "a second container of one component" : null);

    private string? WhyUnfit(ContainerFacts container)
    {
        if (instance.Components.FirstOrDefault(one => one.Name == container.Component.Component) is not { } component) return "the specification has no such component";
        if (container.Fingerprint != Fingerprint.Of(component, options)) return "the specification, or this node's address, changed";
        if (container.WritableBytes > options.WritableLayerBytes) return $"it wrote more than {options.WritableLayerBytes >> 20} MiB outside its volume";
        if (container.Phase == ContainerPhase.Dead) return "the engine could not keep it";
        return actual.ImageIds.TryGetValue(component.Image, out var image) && image != container.ImageId ? "its image changed" : null;
    }

    /// <summary>
    /// Of several fitting containers of a component, the running one, then the oldest, stays. After an update that was cut off one that fits
    /// not may run beside one that fits and was stopped for it.
    /// </summary>
    private ContainerFacts? Kept(ComponentId id) => containers
        .Where(one => one.Component == id && WhyUnfit(one) is null)
        .OrderByDescending(one => one.Phase == ContainerPhase.Running).ThenBy(one => one.Created).ThenBy(one => one.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private IEnumerable<PlanAction> CompareNetwork()
    {
        if (networks.Count == 0) yield return new PlanAction.MakeNetwork(instance.App, "the app's network is gone");
        foreach (var second in networks.Where(one => one != Network)) yield return new PlanAction.RemoveNetwork(instance.App, second.Id, "a second network of one app");
    }

    /// <summary>Of several networks, the one that containers sit on, then the lowest, stays.</summary>
    private NetworkFacts? Network => networks
        .OrderByDescending(one => containers.Exists(container => SitsOn(container, one))).ThenBy(one => one.Subnet).ThenBy(one => one.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool SitsOn(ContainerFacts container, NetworkFacts network) =>
        container.Networks.TryGetValue(network.EngineName, out var endpoint) && endpoint.NetworkId == network.Id;

    private IEnumerable<PlanAction> CompareComponent(DesiredComponent component)
    {
        var id = new ComponentId(instance.App, component.Name);
        var kept = containers.Find(one => one.Component == id && WhyUnwanted(one) is null);
        if (kept is null) return [new PlanAction.MakeContainer(instance.App, id, WhyMissing(id))];
        return [.. CompareName(kept), .. CompareMembership(kept), .. ComparePhase(component, kept)];
    }

    private string WhyMissing(ComponentId id) => containers.Exists(one => one.Component == id) ? "replaces the removed one" : "its container is gone";

    private IEnumerable<PlanAction> CompareName(ContainerFacts container)
    {
        if (container.Name != EngineNames.Alias(container.Component))
            yield return new PlanAction.RenameContainer(instance.App, container.Id, container.Component, $"it is called {container.Name} since an update");
    }

    private IEnumerable<PlanAction> CompareMembership(ContainerFacts container)
    {
        if (Network is { } network && SitsOn(container, network)) yield break;
        var leave = container.Networks.ContainsKey(names.Network(instance.App));
        yield return new PlanAction.JoinNetwork(instance.App, container.Id, container.Component, leave, "it is off the app's network");
    }

    private IEnumerable<PlanAction> ComparePhase(DesiredComponent component, ContainerFacts container)
    {
        var runs = container.Phase is ContainerPhase.Running or ContainerPhase.Restarting;
        if (!component.Running)
        {
            if (runs || (container.Phase == ContainerPhase.Paused && !component.Paused))
            {
                yield return new PlanAction.StopContainer(instance.App, container.Id, container.Component, "it is to stay stopped");
            }

            yield break;
        }

        if (runs) yield break;
        if (history.TryGetValue(container.Component, out var exits) && exits.DueAt > now) Postpone(exits.DueAt);
        else yield return new PlanAction.StartContainer(instance.App, container.Id, container.Component, "it does not run");
    }

    private void Postpone(DateTimeOffset until) => LookAgainAt = LookAgainAt is { } known && known < until ? known : until;
}
