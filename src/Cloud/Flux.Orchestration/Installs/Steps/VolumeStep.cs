using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>Makes the volume directories. An undo removes only volumes that are new.</summary>
internal sealed class VolumeStep(InstallContext context, VolumeStore volumes) : IInstallStep
{
    private IReadOnlyList<ComponentId> made = [];

    public InstallStage Stage => InstallStage.Volume;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();

        // Not abandoned half-way: the undo must know what was made.
        var created = await volumes.CreateAsync(context.Desired, CancellationToken.None);
        if (!created.Ok) return InstallFailures.From(Stage, created.Fault);
        made = created.Value;
        return null;
    }

    public async Task UndoAsync(CancellationToken cancel)
    {
        foreach (var id in made) await volumes.RemoveAsync(id, cancel);
    }
}
