using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>Every image present and of this machine's architecture. Images stay after an undo: they are the engine's cache.</summary>
internal sealed class ImageStep(InstallContext context, ContainerLauncher launcher) : IInstallStep
{
    public InstallStage Stage => InstallStage.Image;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var ensured = await Task.WhenAll(context.Desired.Components.Select((_, index) => EnsureAsync(index, cancel)));
        return ensured.FirstOrDefault(fault => fault is not null) is { } first ? InstallFailures.From(Stage, first) : null;
    }

    public Task UndoAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<EngineFault?> EnsureAsync(int index, CancellationToken cancel)
    {
        var image = await launcher.EnsureImageAsync(context.Desired.Components[index], text => context.Journal.Tell(Stage, StepState.Advanced, text), cancel);
        if (image.Ok) context.Images[index] = image.Value;
        return image.Fault;
    }
}
