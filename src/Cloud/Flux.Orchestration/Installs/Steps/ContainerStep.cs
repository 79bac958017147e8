using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>Creates every container, starts those that are to run. The undo looks by label, so it also finds those answered too late.</summary>
internal sealed class ContainerStep(InstallContext context, ContainerLauncher launcher, Engine engine) : IInstallStep
{
    public InstallStage Stage => InstallStage.Container;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var launched = await Task.WhenAll(context.Desired.Components.Select((_, index) => LaunchAsync(index, cancel)));
        return launched.FirstOrDefault(fault => fault is not null) is { } first ? InstallFailures.From(Stage, first) : null;
    }

    public async Task UndoAsync(CancellationToken cancel)
    {
        var listed = await engine.Containers.ListAsync(context.Desired.App, cancel);
        if (!listed.Ok) return;
        var ours = listed.Value.Where(one => one.Component.App == context.Desired.App);
        await Task.WhenAll(ours.Select(one => engine.Containers.RemoveAsync(one.Id, cancel)));
    }

    private async Task<EngineFault?> LaunchAsync(int index, CancellationToken cancel)
    {
        var component = context.Desired.Components[index];
        var image = context.Images[index];
        var created = await launcher.CreateAsync(context.Desired, index, image, cancel);
        if (!created.Ok) return created.Fault;
        context.Containers[index] = created.Value;
        if (!component.Running) return null;
        var started = await launcher.StartAsync(context.Desired, index, image, created.Value, cancel);
        if (!started.Ok) return started.Fault;
        context.Containers[index] = started.Value;
        return null;
    }
}
