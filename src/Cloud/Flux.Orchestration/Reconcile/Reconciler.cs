using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Reconcile;

/// <summary>
/// Desired and actual in, a <see cref="Plan"/> out. Pure: no clock, no engine. Rules, in the order of a plan:
/// <list type="number">
/// <item>what nobody desires goes: containers, then networks, then volumes;</item>
/// <item>an app of which nothing runs here is installed whole;</item>
/// <item>a missing network is made, a second one of the same app removed;</item>
/// <item>a container made for something else (fingerprint, image) or a duplicate is removed, and made again;</item>
/// <item>a missing container is made;</item>
/// <item>one that bears another name, left by an update that was cut off, gets its own;</item>
/// <item>a container that is off the app's network joins it;</item>
/// <item>one that should run is started when its back-off has ended, one that should not is stopped.</item>
/// </list>
/// Carrying out a plan and asking again gives an empty plan.
/// </summary>
public sealed class Reconciler(OrchestrationOptions options)
{
    private static readonly Dictionary<ComponentId, RestartHistory> NoHistory = [];

    private readonly EngineNames names = new(options.Namespace);

    /// <summary>Compares.</summary>
    /// <param name="desired">Every instance this node must run.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="history">Exits of components that ended by themselves.</param>
    /// <param name="now">The moment, for back-offs.</param>
    public Plan Reconcile(
        IReadOnlyCollection<DesiredInstance> desired, ActualState actual,
        IReadOnlyDictionary<ComponentId, RestartHistory> history, DateTimeOffset now)
    {
        var wanted = desired.Select(one => one.App).ToHashSet();
        var actions = new List<PlanAction>();
        foreach (var app in actual.Apps().Where(app => !wanted.Contains(app)).Order(StringComparer.Ordinal))
        {
            actions.AddRange(RemoveApp(app, actual));
        }

        DateTimeOffset? lookAgain = null;
        foreach (var instance in desired)
        {
            var comparison = new InstanceComparison(names, options, instance, actual, history, now);
            actions.AddRange(comparison.Compare());
            lookAgain = Earlier(lookAgain, comparison.LookAgainAt);
        }

        return new Plan(actions, lookAgain);
    }

    /// <summary>
    /// Whether an instance is there whole and nothing else of its app, names left out, which an update gives last. What the engine is removing
    /// already is not there.
    /// </summary>
    public bool Holds(DesiredInstance desired, ActualState actual)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(actual);
        var present = actual with { Containers = [.. actual.Containers.Where(one => one.Phase != ContainerPhase.Dead)] };
        return Reconcile([desired], present, NoHistory, default).Actions.All(action => action is PlanAction.RenameContainer);
    }

    private static IEnumerable<PlanAction> RemoveApp(string app, ActualState actual)
    {
        const string reason = "this node does not run the app";
        foreach (var container in actual.Containers.Where(one => one.Component.App == app))
        {
            yield return new PlanAction.RemoveContainer(app, container.Id, container.Component, reason);
        }

        foreach (var network in actual.Networks.Where(one => one.App == app))
        {
            yield return new PlanAction.RemoveNetwork(app, network.Id, reason);
        }

        if (actual.VolumeApps.Contains(app)) yield return new PlanAction.RemoveVolumes(app, reason);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
