using Flux.Orchestration.Instances;
using Flux.Orchestration.Keeping;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>
/// After the new containers of an update are healthy: the old ones go and the new ones get their names, by the reconciler's plan. What fails
/// here is no reason to go back; the next reconciliation does it.
/// </summary>
internal sealed class SettleStep(InstallContext context, NodeParts parts) : IInstallStep
{
    private static readonly Dictionary<ComponentId, RestartHistory> NoHistory = [];

    public InstallStage Stage => InstallStage.Healthy;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var actual = await parts.Reader.ReadAsync(context.Desired.App, cancel);
        if (!actual.Ok) return null;
        foreach (var action in parts.Reconciler.Reconcile([context.Desired], actual.Value, NoHistory, parts.Time.GetUtcNow()).Actions)
        {
            context.Journal.Tell(Stage, StepState.Advanced, action.Reason);
            var executed = await parts.Executor.ExecuteAsync(action, context.Desired, cancel);
            if (executed.Ok) continue;
            parts.Logger.ActionFailed(context.Desired.App, action.GetType().Name, executed.Fault);
            break;
        }

        return null;
    }

    public Task UndoAsync(CancellationToken cancel) => Task.CompletedTask;
}
