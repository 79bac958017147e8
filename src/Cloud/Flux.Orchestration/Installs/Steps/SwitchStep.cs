using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Keeping;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>
/// Moves an installed app to its new specification by the reconciler's plan: only components that changed are replaced. Its undo is the
/// reconciliation with the earlier specification, which the caller runs.
/// </summary>
internal sealed class SwitchStep(InstallContext context, NodeParts parts) : IInstallStep
{
    private static readonly Dictionary<ComponentId, RestartHistory> NoHistory = [];

    public InstallStage Stage => InstallStage.Container;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var actual = await parts.Reader.ReadAsync(context.Desired.App, cancel);
        if (!actual.Ok) return InstallFailures.From(Stage, actual.Fault);
        var plan = parts.Reconciler.Reconcile([context.Desired], actual.Value, NoHistory, parts.Time.GetUtcNow());
        foreach (var action in plan.Actions)
        {
            context.Journal.Tell(Stage, StepState.Advanced, action.Reason);
            var executed = await parts.Executor.ExecuteAsync(action, context.Desired, cancel);
            if (!executed.Ok) return InstallFailures.From(Stage, executed.Fault);
        }

        return await FindContainersAsync(cancel) is { } fault ? InstallFailures.From(Stage, fault) : null;
    }

    public Task UndoAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<EngineFault?> FindContainersAsync(CancellationToken cancel)
    {
        var listed = await parts.Engine.Containers.ListAsync(context.Desired.App, cancel);
        if (!listed.Ok) return listed.Fault;
        for (var index = 0; index < context.Desired.Components.Count; index++)
        {
            var id = new ComponentId(context.Desired.App, context.Desired.Components[index].Name);
            if (listed.Value.FirstOrDefault(one => one.Component == id) is { } found) context.Containers[index] = found.Id;
        }

        return null;
    }
}
