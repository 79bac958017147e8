using Flux.Orchestration.Docker;
using Flux.Orchestration.Health;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>
/// Waits until every container that is to run answers. Only one that keeps ending is a failure; a silent one may be a UDP service, unless
/// the one that it replaces answered.
/// </summary>
internal sealed class HealthyStep(InstallContext context, Engine engine, ReadinessProbe probe) : IInstallStep
{
    private const int TailLines = 5;

    public InstallStage Stage => InstallStage.Healthy;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        return await WaitForAllAsync(context.Containers.Where(pair => !context.Answered.Contains(pair.Value)), cancel);
    }

    /// <summary>Waits for some of the containers, by component index.</summary>
    public async Task<InstallFailure?> WaitForAllAsync(IEnumerable<KeyValuePair<int, string>> containers, CancellationToken cancel)
    {
        var waited = await Task.WhenAll(containers.Select(pair => WaitAsync(pair.Key, pair.Value, cancel)));
        return waited.FirstOrDefault(failure => failure is not null);
    }

    public Task UndoAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<InstallFailure?> WaitAsync(int index, string containerId, CancellationToken cancel)
    {
        var component = context.Desired.Components[index];
        if (!component.Running) return null;
        var found = await probe.WaitAsync(containerId, component, engine.Names.Network(context.Desired.App), cancel);
        var who = component.Name.Length > 0 ? component.Name : context.Desired.App;
        if (found.Kind == ReadinessKind.Ready) context.Answered.Add(containerId);
        if (found.Kind is ReadinessKind.Silent or ReadinessKind.Finished && context.MustAnswer.Contains(component.Name))
            return new InstallFailure(Stage, InstallFailureReason.Silent, await DescribeAsync(who, found.Kind == ReadinessKind.Silent ? "runs, but" : "ended:", containerId, found.Detail, cancel), MayRetry: false);
        if (found.Kind == ReadinessKind.Silent) context.Journal.Tell(Stage, StepState.Advanced, $"{who} runs but {found.Detail}");
        return found.Kind switch
        {
            ReadinessKind.Ended => new InstallFailure(Stage, InstallFailureReason.CrashLoop, await DescribeAsync(who, "keeps ending:", containerId, found.Detail, cancel), MayRetry: true),
            ReadinessKind.Unknown => new InstallFailure(Stage, InstallFailureReason.EngineUnavailable, $"{who}: {found.Detail}", MayRetry: true),
            _ => null,
        };
    }

    private async Task<string> DescribeAsync(string who, string what, string containerId, string detail, CancellationToken cancel)
    {
        var tail = await engine.Logs.LastLinesAsync(containerId, TailLines, cancel);
        return tail.Length > 0 ? $"{who} {what} {detail}; it wrote: {tail}" : $"{who} {what} {detail}";
    }
}
