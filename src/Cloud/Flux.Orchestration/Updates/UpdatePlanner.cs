using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Updates;

/// <summary>
/// Decides how each component of an installed app goes over. Pure. A container that is replaced is stopped first, in this order of reasons,
/// because
/// <list type="number">
/// <item>its group may have only one primary (<c>g:</c>);</item>
/// <item>a volume it mounts is not replicated: two containers must not write to it;</item>
/// <item>a published port is held by a container that runs, and the engine gives a port to one container at a time;</item>
/// <item>the node has no room for both;</item>
/// <item>it is not to run at all.</item>
/// </list>
/// Otherwise the new one starts beside the old one.
/// </summary>
public sealed class UpdatePlanner(OrchestrationOptions options)
{
    /// <summary>Plans.</summary>
    /// <param name="desired">The new specification.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="free">What the node has left, the app's own share not counted.</param>
    public UpdatePlan Plan(DesiredInstance desired, ActualState actual, NodeCapacity free)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(actual);
        var present = actual.Containers.Where(one => one.Component.App == desired.App).ToList();
        var updates = new List<ComponentUpdate>();
        foreach (var component in desired.Components)
        {
            var update = PlanOne(desired, component, present, actual, free);
            if (update.Way == UpdateWay.Beside) free = Less(free, component.Limits);
            updates.Add(update);
        }

        var gone = present.Select(one => one.Component).Distinct().Where(id => desired.Components.All(one => one.Name != id.Component));
        updates.AddRange(gone.Select(id => new ComponentUpdate(id, UpdateWay.Remove, "the specification has no such component")));
        return new UpdatePlan(updates);
    }

    /// <summary>What the containers take that start beside others.</summary>
    internal static NodeCapacity NeedsOf(UpdatePlan plan, DesiredInstance desired) => plan.Components
        .Where(one => one.Way == UpdateWay.Beside)
        .Select(one => desired.Components.First(component => component.Name == one.Component.Component).Limits)
        .Aggregate(default(NodeCapacity), (sum, limits) => new NodeCapacity(sum.NanoCpus + limits.NanoCpus, sum.MemoryBytes + limits.MemoryBytes, 0));

    private ComponentUpdate PlanOne(DesiredInstance desired, DesiredComponent component, List<ContainerFacts> present, ActualState actual, NodeCapacity free)
    {
        var id = new ComponentId(desired.App, component.Name);
        var olds = present.Where(one => one.Component == id).ToList();
        if (olds.Count == 0) return new ComponentUpdate(id, UpdateWay.Make, "it has no container yet");
        if (olds.Exists(one => one.Fingerprint == Fingerprint.Of(component, options) && !HasNewImage(one, component, actual))) return new ComponentUpdate(id, UpdateWay.Keep, "nothing of it changed");
        return WhyStopFirst(desired, component, present, free) is { } reason
            ? new ComponentUpdate(id, UpdateWay.StopFirst, reason)
            : new ComponentUpdate(id, UpdateWay.Beside, "both may run at once");
    }

    private static string? WhyStopFirst(DesiredInstance desired, DesiredComponent component, List<ContainerFacts> present, NodeCapacity free)
    {
        if (component.Elected) return "its group may have only one primary";
        if (component.Mounts.Select(mount => desired.Components[mount.Owner]).FirstOrDefault(owner => !owner.Replicated) is not null)
            return "its volume is not replicated: two containers must not write to it";
        var held = present.SelectMany(one => one.Ports).Select(port => (int?)port.PublicPort).ToHashSet();
        if (component.Ports.Select(port => (int?)port.HostPort).FirstOrDefault(held.Contains) is { } taken) return $"port {taken} is published, and the engine gives a port to one container at a time";
        if (component.Limits.NanoCpus > free.NanoCpus || component.Limits.MemoryBytes > free.MemoryBytes)
            return $"there is no room for both: another one takes {component.Limits.NanoCpus / 1e9:0.##} cores and {component.Limits.MemoryBytes >> 20} MiB";
        return component.Running ? null : "it is not to run";
    }

    private static bool HasNewImage(ContainerFacts container, DesiredComponent component, ActualState actual) =>
        actual.ImageIds.TryGetValue(component.Image, out var image) && image != container.ImageId;

    private static NodeCapacity Less(NodeCapacity free, ResourceLimits taken) => new(free.NanoCpus - taken.NanoCpus, free.MemoryBytes - taken.MemoryBytes, free.DiskBytes);
}
