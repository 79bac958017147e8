using Flux.Orchestration.Installs;
using Flux.Orchestration.Installs.Steps;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Keeping;

/// <summary>Puts the steps of one install together. The order is that of architecture §6.5; what is independent runs side by side.</summary>
internal sealed class AppInstall
{
    private static readonly TimeSpan UndoDeadline = TimeSpan.FromMinutes(2);

    private readonly NodeParts parts;
    private readonly InstallJournal journal;
    private readonly InstallContext context;

    public AppInstall(NodeParts parts, DesiredInstance desired, IProgress<InstallProgress>? progress)
    {
        this.parts = parts;
        journal = new InstallJournal(desired.App, progress);
        context = new InstallContext(desired, journal);
    }

    /// <summary>Ids of containers that answered during the install.</summary>
    public IReadOnlyCollection<string> Answered => context.Answered;

    /// <summary>An app of which nothing is here yet. Null when it runs.</summary>
    public Task<InstallFailure?> RunFreshAsync(IInstallStep announce, CancellationToken cancel)
    {
        return RunAsync(
        [
            [new ReserveStep(context, parts.Book, parts.Options.PublishAddress)],
            [new ImageStep(context, parts.Launcher), new VolumeStep(context, parts.Volumes), new NetworkStep(context, parts.Engine)],
            [new ContainerStep(context, parts.Launcher, parts.Engine)],
            [new HealthyStep(context, parts.Engine, parts.Probe)],
            [announce],
        ], cancel);
    }

    /// <summary>
    /// An app that runs under another specification; when a step fails the caller goes back to the earlier one. The components named in
    /// <paramref name="mustAnswer"/> are healthy only when they answer, because the containers they replace did.
    /// </summary>
    public Task<InstallFailure?> RunChangeAsync(IInstallStep announce, IEnumerable<string> mustAnswer, CancellationToken cancel)
    {
        context.MustAnswer.UnionWith(mustAnswer);
        return RunAsync(
        [
            [new ReserveStep(context, parts.Book, parts.Options.PublishAddress)],
            [new ImageStep(context, parts.Launcher), new VolumeStep(context, parts.Volumes)],
            [new SwitchStep(context, parts)],
            [new HealthyStep(context, parts.Engine, parts.Probe)],
            [new SettleStep(context, parts)],
            [announce],
        ], cancel);
    }

    private Task<InstallFailure?> RunAsync(IReadOnlyList<IReadOnlyList<IInstallStep>> groups, CancellationToken cancel) =>
        new InstallRun(journal, UndoDeadline, parts.Time).RunAsync(groups, cancel);
}
