using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Keeping;
using Flux.Orchestration.Reconcile;
using Flux.Orchestration.Updates;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>
/// Starts the containers of an installed app's new specification, as the <see cref="UpdatePlanner"/> says: beside the old ones, or after
/// them. No old container is removed here: <see cref="SettleStep"/> does that when the new ones are healthy. The undo removes the new ones; the
/// caller then reconciles with the earlier specification, which gives the old ones their names back and starts them.
/// </summary>
internal sealed class SwitchStep(InstallContext context, NodeParts parts) : IInstallStep
{
    private readonly HealthyStep healthy = new(context, parts.Engine, parts.Probe);
    private readonly HashSet<int> made = [];
    private readonly HashSet<string> before = [];

    public InstallStage Stage => InstallStage.Container;

    /// <summary>Under what name an update sets aside what its second containers take.</summary>
    public static string HoldName(string app) => $"the update of {app}";

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var actual = await parts.Reader.ReadAsync(context.Desired.App, cancel);
        if (!actual.Ok) return Failed(actual.Fault);
        before.UnionWith(actual.Value.Containers.Select(one => one.Id));
        var plan = PlanWithRoom(actual.Value);
        foreach (var one in plan.Components) context.Journal.Tell(Stage, StepState.Advanced, one.ToString());
        if (actual.Value.Networks.Count == 0 && await parts.Engine.Networks.CreateAsync(context.Desired.App, cancel) is { Ok: false } network) return Failed(network.Fault);
        Note(plan, actual.Value);
        return await StartAsync(Indexes(plan, UpdateWay.Beside), beside: true, cancel)
            ?? await healthy.WaitForAllAsync(context.Containers.Where(pair => made.Contains(pair.Key)).ToList(), cancel)
            ?? await StopOldAsync(plan, actual.Value, cancel)
            ?? await StartAsync(Indexes(plan, UpdateWay.StopFirst, UpdateWay.Make), beside: false, cancel);
    }

    public async Task UndoAsync(CancellationToken cancel)
    {
        var listed = await parts.Engine.Containers.ListAsync(context.Desired.App, cancel);
        if (!listed.Ok) return;

        // By what they were made for, so that those are found, too, whose making was answered too late.
        var fingerprints = made.ToDictionary(index => IdOf(index), index => Fingerprint.Of(context.Desired.Components[index], parts.Options));
        var ours = listed.Value.Where(one => !before.Contains(one.Id) && fingerprints.TryGetValue(one.Component, out var print) && one.Fingerprint == print);
        await Task.WhenAll(ours.Select(one => parts.Engine.Containers.RemoveAsync(one.Id, cancel)));
    }

    private UpdatePlan PlanWithRoom(ActualState actual)
    {
        var planner = new UpdatePlanner(parts.Options);
        var plan = planner.Plan(context.Desired, actual, parts.Book.Free);
        var needs = UpdatePlanner.NeedsOf(plan, context.Desired);
        return needs == default || parts.Book.TryHold(HoldName(context.Desired.App), needs) ? plan : planner.Plan(context.Desired, actual, default);
    }

    /// <summary>Containers that stay are looked at by the next step, too.</summary>
    private void Note(UpdatePlan plan, ActualState actual)
    {
        foreach (var index in Indexes(plan, UpdateWay.Keep))
        {
            var print = Fingerprint.Of(context.Desired.Components[index], parts.Options);
            if (actual.Containers.FirstOrDefault(one => one.Component == IdOf(index) && one.Fingerprint == print) is { } stays) context.Containers[index] = stays.Id;
        }
    }

    private async Task<InstallFailure?> StartAsync(IReadOnlyList<int> indexes, bool beside, CancellationToken cancel)
    {
        made.UnionWith(indexes);
        var started = await Task.WhenAll(indexes.Select(index => StartAsync(index, beside ? parts.Engine.Names.Passing(IdOf(index), isNew: true) : null, cancel)));
        return started.FirstOrDefault(fault => fault is not null) is { } first ? Failed(first) : null;
    }

    private async Task<EngineFault?> StartAsync(int index, string? name, CancellationToken cancel)
    {
        var image = context.Images[index];
        var created = await parts.Launcher.CreateAsync(context.Desired, index, image, cancel, name);
        if (!created.Ok) return created.Fault;
        context.Containers[index] = created.Value;
        if (!context.Desired.Components[index].Running) return null;
        var started = await parts.Launcher.StartAsync(context.Desired, index, image, created.Value, cancel, name);
        if (started.Ok) context.Containers[index] = started.Value;
        return started.Fault;
    }

    /// <summary>Those that are replaced make their name free; those that only go keep it.</summary>
    private async Task<InstallFailure?> StopOldAsync(UpdatePlan plan, ActualState actual, CancellationToken cancel)
    {
        var ways = plan.Components.ToDictionary(one => one.Component, one => one.Way);
        var old = actual.Containers.Where(one => ways.GetValueOrDefault(one.Component) is UpdateWay.StopFirst or UpdateWay.Remove);
        var stopped = await Task.WhenAll(old.Select(one => StopAsync(one, ways[one.Component] == UpdateWay.StopFirst, cancel)));
        return stopped.FirstOrDefault(fault => fault is not null) is { } first ? Failed(first) : null;
    }

    private async Task<EngineFault?> StopAsync(ContainerFacts old, bool isReplaced, CancellationToken cancel)
    {
        var stopped = await parts.Engine.Containers.StopAsync(old.Id, parts.Options.StopGrace, cancel);
        if (!stopped.Ok || !isReplaced || old.Name != EngineNames.Alias(old.Component)) return stopped.Fault;
        return (await parts.Engine.Containers.RenameAsync(old.Id, parts.Engine.Names.Passing(old.Component, isNew: false), cancel)).Fault;
    }

    private List<int> Indexes(UpdatePlan plan, params UpdateWay[] ways) =>
        [.. Enumerable.Range(0, context.Desired.Components.Count).Where(index => plan.Components.Any(one => one.Component == IdOf(index) && ways.Contains(one.Way)))];

    private ComponentId IdOf(int index) => new(context.Desired.App, context.Desired.Components[index].Name);

    private InstallFailure Failed(EngineFault fault) => InstallFailures.From(Stage, fault);
}
