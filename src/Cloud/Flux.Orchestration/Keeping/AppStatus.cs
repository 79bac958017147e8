using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Keeping;

/// <summary>Works out one app's status and puts it on the board.</summary>
internal sealed class AppStatus(string app, NodeParts parts)
{
    /// <summary>How soon to look again at a container that runs and does not answer yet.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>Containers that have answered since they were started.</summary>
    private readonly HashSet<string> answered = [];

    private readonly Dictionary<ComponentId, string> shown = [];

    private DateTimeOffset? healthySince;

    /// <summary>Shows what is known without asking anything.</summary>
    public void Show(DesiredInstance desired, ActualState actual) => Put(desired, [.. desired.Components.Select(one => StateOf(desired, one, actual, default, ""))]);

    /// <summary>Asks containers that have not answered yet. False when one that should answer still does not.</summary>
    public async Task<bool> RefreshAsync(
        DesiredInstance desired, ActualState actual, IReadOnlyDictionary<ComponentId, RestartHistory> history, string? fault, CancellationToken cancel)
    {
        answered.IntersectWith(actual.Containers.Where(one => one.Phase == ContainerPhase.Running).Select(one => one.Id));
        await Task.WhenAll(desired.Components.Select(one => AskAsync(desired, one, actual, cancel)));
        var rows = desired.Components.Select(one =>
            StateOf(desired, one, actual, history.GetValueOrDefault(new ComponentId(app, one.Name)), fault ?? "")).ToList();
        Put(desired, rows);
        return rows.TrueForAll(row => row.State != ComponentState.Unready);
    }

    /// <summary>These containers have just answered and need not be asked again.</summary>
    public void Answered(IEnumerable<string> containerIds)
    {
        lock (answered) answered.UnionWith(containerIds);
    }

    /// <summary>Whether a container has answered since it was started.</summary>
    public bool HasAnswered(string containerId)
    {
        lock (answered) return answered.Contains(containerId);
    }

    /// <summary>Containers were stopped and started again: what they answered before says nothing.</summary>
    public void AskAgain()
    {
        lock (answered) answered.Clear();
        healthySince = null;
    }

    /// <summary>The app is not kept any more.</summary>
    public void Withdraw()
    {
        answered.Clear();
        shown.Clear();
        healthySince = null;
        parts.Board.Remove(app);
    }

    private async Task AskAsync(DesiredInstance desired, DesiredComponent component, ActualState actual, CancellationToken cancel)
    {
        if (Find(component, actual) is not { Phase: ContainerPhase.Running } container || HasAnswered(container.Id)) return;
        if (!await parts.Probe.AnswersNowAsync(container, component, parts.Engine.Names.Network(desired.App), cancel)) return;
        lock (answered) answered.Add(container.Id);
    }

    private ComponentStatus StateOf(DesiredInstance desired, DesiredComponent component, ActualState actual, RestartHistory history, string fault)
    {
        var id = new ComponentId(desired.App, component.Name);
        if (Find(component, actual) is not { } container) return new ComponentStatus(id, null, ComponentState.Missing, fault);
        var (state, detail) = container.Phase switch
        {
            ContainerPhase.Running => RunningState(component, container, history),
            _ when !component.Running => (ComponentState.Stopped, ""),
            ContainerPhase.Paused => (ComponentState.Unready, "paused"),
            ContainerPhase.Created => (ComponentState.Starting, fault),
            _ => (ComponentState.Exited, history.DueAt > parts.Time.GetUtcNow() ? $"ended {history.Exits} times; starts again at {history.DueAt:u}" : fault),
        };
        return new ComponentStatus(id, container.Id, state, detail);
    }

    /// <summary>A silent one counts as healthy once it has run for the whole deadline: it may speak UDP only.</summary>
    private (ComponentState State, string Detail) RunningState(DesiredComponent component, ContainerFacts container, RestartHistory history)
    {
        if (HasAnswered(container.Id)) return (ComponentState.Healthy, "");
        var started = history.LastStart > container.Created ? history.LastStart : container.Created;
        var silence = component.Ports is [var first, ..] ? $"runs, but tcp port {first.ContainerPort} does not answer" : "";
        return (parts.Time.GetUtcNow() - started >= parts.Options.HealthDeadline ? ComponentState.Healthy : ComponentState.Unready, silence);
    }

    private ContainerFacts? Find(DesiredComponent component, ActualState actual) =>
        actual.Containers.Where(one => one.Component == new ComponentId(app, component.Name)).OrderByDescending(one => one.Phase == ContainerPhase.Running).FirstOrDefault();

    private void Put(DesiredInstance desired, IReadOnlyList<ComponentStatus> rows)
    {
        var fresh = new InstanceStatus(app, desired.MessageHash, rows, null);
        foreach (var row in rows.Where(row => row.ContainerId is not null))
        {
            // Another container has to show first that it stays healthy.
            if (shown.TryGetValue(row.Id, out var before) && before != row.ContainerId) healthySince = null;
            shown[row.Id] = row.ContainerId!;
        }

        healthySince = fresh.Healthy ? healthySince ?? parts.Time.GetUtcNow() : null;
        parts.Board.Set(fresh with { Since = healthySince });
    }
}
