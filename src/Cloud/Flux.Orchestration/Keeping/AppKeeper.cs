using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Installs.Steps;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Keeping;

/// <summary>Keeps one app. Called by its lane only, so one call at a time and no locks.</summary>
internal sealed class AppKeeper(string app, NodeParts parts)
{
    private readonly Dictionary<ComponentId, RestartHistory> history = [];
    private readonly AppStatus status = new(app, parts);
    private DesiredInstance? desired;

    public string App => app;

    /// <summary>True when nothing of the app is wanted here.</summary>
    public bool IsIdle => desired is null;

    /// <summary>Takes an instance over that is said to run here already; the next reconciliation makes it true.</summary>
    public void Adopt(DesiredInstance instance)
    {
        desired = instance;
        if (parts.Book.TryReserve(instance) is { } shortage) parts.Logger.AdoptedWithoutRoom(app, shortage.Message);
        status.Show(instance, ActualState.Empty);
    }

    public async Task<InstallOutcome> InstallAsync(DesiredInstance wanted, IProgress<InstallProgress>? progress, CancellationToken cancel)
    {
        var actual = await parts.Reader.ReadAsync(app, cancel);
        if (!actual.Ok) return new InstallOutcome(app, InstallFailures.From(InstallStage.Reserve, actual.Fault), null);
        var earlier = desired;
        var install = new AppInstall(parts, wanted, progress);
        var announce = new AnnounceStep(token => AnnounceAsync(wanted, install, token), () => status.Withdraw());
        var fresh = earlier is null || actual.Value.Containers.Count == 0;
        if (fresh && await ClearAsync(actual.Value, earlier, cancel) is { } blocked) return new InstallOutcome(app, InstallFailures.From(InstallStage.Reserve, blocked), null);
        var mustAnswer = actual.Value.Containers.Where(one => status.HasAnswered(one.Id)).Select(one => one.Component.Component);
        var failure = fresh ? await install.RunFreshAsync(announce, cancel) : await install.RunChangeAsync(announce, mustAnswer, cancel);
        parts.Book.Release(SwitchStep.HoldName(app));
        if (failure is null) return new InstallOutcome(app, null, parts.Board.Find(app));
        if (!fresh) status.AskAgain();
        await GoBackAsync(earlier);
        return new InstallOutcome(app, failure, null);
    }

    public async Task<EngineResult<Done>> RemoveAllAsync(CancellationToken cancel)
    {
        desired = null;
        history.Clear();
        parts.Book.Release(app);
        status.Withdraw();
        var actual = await parts.Reader.ReadAsync(app, cancel);
        return actual.Ok ? await RemoveAsync(actual.Value, cancel) : actual.Fault;
    }

    public async Task<EngineResult<Done>> SetRunningAsync(string component, bool running, CancellationToken cancel)
    {
        if (desired is null) return NotHere();
        if (component.Length > 0 && !desired.Components.Any(one => one.Name == component)) return NotHere();
        desired = desired with { Components = [.. desired.Components.Select(one => component.Length == 0 || one.Name == component ? one with { Running = running, Paused = false } : one)] };
        history.Clear();
        return await ReconcileAsync(cancel) is { } fault ? fault : new Done();
    }

    public async Task<EngineResult<Done>> PauseAsync(string component, CancellationToken cancel)
    {
        if (desired is null || Matching(component).Count == 0) return NotHere();
        var actual = await parts.Reader.ReadAsync(app, cancel);
        if (!actual.Ok) return actual.Fault;
        foreach (var container in actual.Value.Containers.Where(one => IsMeant(one.Component.Component, component) && one.Phase == ContainerPhase.Running))
        {
            var paused = await parts.Engine.Containers.PauseAsync(container.Id, cancel);
            if (!paused.Ok) return paused;
        }

        desired = desired with { Components = [.. desired.Components.Select(one => IsMeant(one.Name, component) ? one with { Running = false, Paused = true } : one)] };
        return await ReconcileAsync(cancel) is { } fault ? fault : new Done();
    }

    public async Task<EngineResult<Done>> RedeployAsync(string component, bool hard, Action<string> tell, CancellationToken cancel)
    {
        if (desired is not { } wanted || Matching(component) is not { Count: > 0 } chosen) return NotHere();
        if (hard && chosen.Count < wanted.Components.Count && UserOf(chosen) is { } user)
            return new EngineFault(EngineFaultKind.Refused, $"{user} uses the data of {component}: redeploy the whole app, or softly");
        foreach (var one in chosen)
        {
            var image = await parts.Launcher.RefreshImageAsync(one, tell, cancel);
            if (!image.Ok) return image.Fault;
        }

        var actual = await parts.Reader.ReadAsync(app, cancel);
        if (!actual.Ok) return actual.Fault;
        foreach (var container in actual.Value.Containers.Where(one => IsMeant(one.Component.Component, component)))
        {
            tell($"Removing the container of {container.Component}");
            await parts.Engine.Containers.StopAsync(container.Id, parts.Options.StopGrace, cancel);
            var removed = await parts.Engine.Containers.RemoveAsync(container.Id, cancel);
            if (!removed.Ok) return removed;
        }

        foreach (var id in hard ? chosen.Select(one => new ComponentId(app, one.Name)) : [])
        {
            tell($"Removing the data of {id}");
            var emptied = await parts.Volumes.RemoveAsync(id, cancel);
            if (!emptied.Ok) return emptied;
        }

        desired = wanted with { Components = [.. wanted.Components.Select(one => IsMeant(one.Name, component) ? one with { Running = true, Paused = false } : one)] };
        history.Clear();
        tell($"Starting {(component.Length == 0 ? app : component)}");
        return await ReconcileAsync(cancel) is { } fault ? fault : new Done();
    }

    public async Task<EngineResult<Done>> RestartAsync(string component, CancellationToken cancel)
    {
        var actual = await parts.Reader.ReadAsync(app, cancel);
        if (!actual.Ok) return actual.Fault;
        var matching = actual.Value.Containers.Where(one => component.Length == 0 || one.Component.Component == component).ToList();
        if (matching.Count == 0) return NotHere();
        if (desired is not null) desired = desired with { Components = [.. desired.Components.Select(one => IsMeant(one.Name, component) ? one with { Running = true, Paused = false } : one)] };
        foreach (var container in matching)
        {
            var restarted = await parts.Engine.Containers.RestartAsync(container.Id, parts.Options.StopGrace, cancel);
            if (!restarted.Ok) return restarted;
            history[container.Component] = default(RestartHistory).Started(parts.Time.GetUtcNow());
        }

        return await ReconcileAsync(cancel) is { } fault ? fault : new Done();
    }

    /// <summary>Makes actual equal to desired as far as possible now. Answers the fault that stopped it, or null.</summary>
    /// <param name="cancel">Stops.</param>
    /// <param name="withSizes">Also measures what containers wrote outside their volumes, which the engine does slowly.</param>
    public async Task<EngineFault?> ReconcileAsync(CancellationToken cancel, bool withSizes = false)
    {
        var actual = await parts.Reader.ReadAsync(app, cancel, withSizes);
        if (!actual.Ok) return actual.Fault;
        var now = parts.Time.GetUtcNow();
        NoteExits(actual.Value, now);
        var plan = parts.Reconciler.Reconcile(desired is null ? [] : [desired], actual.Value, history, now);
        LookAgainAt = plan.LookAgainAt;
        var fault = await ExecuteAsync(plan, cancel);
        if (desired is null) return fault;
        var after = plan.Actions.Count == 0 ? actual : await parts.Reader.ReadAsync(app, cancel);
        if (!after.Ok) return after.Fault;
        var settled = await status.RefreshAsync(desired, after.Value, history, fault?.Message, cancel);
        if (!settled) LookAgainAt = Earlier(LookAgainAt, parts.Time.GetUtcNow() + AppStatus.LookAgainAfter);
        return fault;
    }

    /// <summary>When to reconcile again although nothing happens.</summary>
    public DateTimeOffset? LookAgainAt { get; private set; }

    private async Task<EngineFault?> ExecuteAsync(Plan plan, CancellationToken cancel)
    {
        foreach (var action in plan.Actions)
        {
            parts.Logger.Acting(app, action.GetType().Name, action.Reason);
            var fault = action is PlanAction.Install ? await ReinstallAsync(cancel) : (await parts.Executor.ExecuteAsync(action, desired, cancel)).Fault;
            if (fault is not null)
            {
                parts.Logger.ActionFailed(app, action.GetType().Name, fault);
                return fault;
            }

            NoteAction(action);
        }

        return null;
    }

    private async Task<EngineFault?> ReinstallAsync(CancellationToken cancel)
    {
        var wanted = desired!;
        var install = new AppInstall(parts, wanted, null);
        var announce = new AnnounceStep(token => AnnounceAsync(wanted, install, token), () => { });
        var failure = await install.RunFreshAsync(announce, cancel);
        return failure is null ? null : new EngineFault(EngineFaultKind.Refused, failure.Message);
    }

    /// <summary>The last step of an install: from now on the app is this node's to keep.</summary>
    private async Task AnnounceAsync(DesiredInstance installed, AppInstall install, CancellationToken cancel)
    {
        desired = installed;
        status.Answered(install.Answered);
        history.Clear();
        var now = parts.Time.GetUtcNow();
        foreach (var component in installed.Components) history[new ComponentId(app, component.Name)] = default(RestartHistory).Started(now);
        var actual = await parts.Reader.ReadAsync(app, cancel);
        if (actual.Ok) await status.RefreshAsync(installed, actual.Value, history, null, cancel);
    }

    /// <summary>After a failed install: whatever ran before runs again.</summary>
    private async Task GoBackAsync(DesiredInstance? earlier)
    {
        desired = earlier;
        history.Clear();
        if (await ReconcileAsync(CancellationToken.None) is { } fault) parts.Logger.ActionFailed(app, "go back", fault);
    }

    /// <summary>
    /// What a crash or a removal that could not finish left goes before a new install. Volumes too, unless the app was kept here: the
    /// name may belong to somebody else by now, who must not find the data of the one before.
    /// </summary>
    private async Task<EngineFault?> ClearAsync(ActualState actual, DesiredInstance? earlier, CancellationToken cancel)
    {
        var leftovers = earlier is null ? actual : actual with { VolumeApps = new HashSet<string>() };
        return (await RemoveAsync(leftovers, cancel)).Fault;
    }

    private async Task<EngineResult<Done>> RemoveAsync(ActualState actual, CancellationToken cancel)
    {
        var plan = parts.Reconciler.Reconcile([], actual, history, parts.Time.GetUtcNow());
        foreach (var action in plan.Actions)
        {
            var executed = await parts.Executor.ExecuteAsync(action, null, cancel);
            if (!executed.Ok) return executed;
        }

        return new Done();
    }

    private void NoteExits(ActualState actual, DateTimeOffset now)
    {
        foreach (var container in actual.Containers.Where(one => one.Phase == ContainerPhase.Exited))
        {
            if (history.TryGetValue(container.Component, out var known)) history[container.Component] = known.Ended(now);
        }
    }

    private void NoteAction(PlanAction action)
    {
        var now = parts.Time.GetUtcNow();
        if (action is PlanAction.StartContainer start) history[start.Component] = history.GetValueOrDefault(start.Component).Started(now);
        if (action is PlanAction.MakeContainer make) history[make.Component] = history.GetValueOrDefault(make.Component).Started(now);
        if (action is PlanAction.StopContainer stop) history.Remove(stop.Component);
    }

    private List<DesiredComponent> Matching(string component) => [.. desired!.Components.Where(one => IsMeant(one.Name, component))];

    private static bool IsMeant(string name, string asked) => asked.Length == 0 || name == asked;

    /// <summary>A component that mounts a volume of the chosen ones and is not among them.</summary>
    private string? UserOf(List<DesiredComponent> chosen) => desired!.Components
        .Where(one => !chosen.Contains(one)).FirstOrDefault(one => one.Mounts.Any(mount => chosen.Contains(desired.Components[mount.Owner])))?.Name;

    private EngineFault NotHere() => new(EngineFaultKind.NotFound, $"{app} does not run on this node");

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } known && known < other ? known : other;
}
