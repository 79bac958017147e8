namespace Flux.Orchestration.Installs;

/// <summary>Tells the progress of one install, one event at a time although steps run side by side.</summary>
internal sealed class InstallJournal(string app, IProgress<InstallProgress>? progress)
{
    private readonly Lock gate = new();

    public void Tell(InstallStage stage, StepState state, string text)
    {
        if (progress is null) return;
        lock (gate) progress.Report(new InstallProgress(app, stage, state, text));
    }
}
