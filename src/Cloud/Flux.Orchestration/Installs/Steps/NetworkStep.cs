using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>Makes the app's network. The undo looks by label, so it also finds one whose making was answered too late.</summary>
internal sealed class NetworkStep(InstallContext context, Engine engine) : IInstallStep
{
    public InstallStage Stage => InstallStage.Network;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        var made = await engine.Networks.CreateAsync(context.Desired.App, cancel);
        return made.Ok ? null : InstallFailures.From(Stage, made.Fault);
    }

    public async Task UndoAsync(CancellationToken cancel)
    {
        var listed = await engine.Networks.ListAsync(context.Desired.App, cancel);
        if (!listed.Ok) return;
        foreach (var network in listed.Value.Where(one => one.App == context.Desired.App)) await engine.Networks.RemoveAsync(network, cancel);
    }
}
