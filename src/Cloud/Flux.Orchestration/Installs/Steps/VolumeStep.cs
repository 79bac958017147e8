using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>Makes the volume directories. An undo removes only volumes that are new.</summary>
internal sealed class VolumeStep(InstallContext context, VolumeStore volumes) : IInstallStep
{
    private IReadOnlyList<ComponentId> made = [];

    public InstallStage Stage => InstallStage.Volume;

    public Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var created = volumes.Create(context.Desired);
        if (!created.Ok) return Task.FromResult<InstallFailure?>(InstallFailures.From(Stage, created.Fault));
        made = created.Value;
        return Task.FromResult<InstallFailure?>(null);
    }

    public Task UndoAsync(CancellationToken cancel)
    {
        foreach (var id in made) volumes.Remove(id);
        return Task.CompletedTask;
    }
}
