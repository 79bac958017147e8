namespace Flux.Orchestration.Installs.Steps;

/// <summary>Puts the status where the host sees it; from here on other nodes may route to it.</summary>
internal sealed class AnnounceStep(Func<CancellationToken, Task> announce, Action withdraw) : IInstallStep
{
    public InstallStage Stage => InstallStage.Announce;

    public async Task<InstallFailure?> DoAsync(CancellationToken cancel)
    {
        await announce(cancel);
        return null;
    }

    public Task UndoAsync(CancellationToken cancel)
    {
        withdraw();
        return Task.CompletedTask;
    }
}
