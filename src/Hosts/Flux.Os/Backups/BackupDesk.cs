using Flux.Orchestration;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes;
using Flux.Orchestration.Volumes.Files;
using Flux.Os.Watching;

namespace Flux.Os.Backups;

/// <summary>
/// Backups and restores of an app's data on this node (FluxOS reference §8.4): the app stands still meanwhile, and runs again whatever
/// happens. An archive is read through before the data it replaces is touched.
/// </summary>
internal sealed class BackupDesk(LocalInstances local, RemoteArchive remote)
{
    /// <summary>Backs components up; null when done, else why not.</summary>
    public Task<string?> BackUpAsync(string app, IReadOnlyList<ComponentId> components, InstanceKeeper keeper, Action<string> tell) => StandingStillAsync(app, keeper, tell, async () =>
    {
        foreach (var id in components)
        {
            tell($"Creating backup archive for {Lower(id)}...");
            if (keeper.Volumes.FilesOf(id) is not { } files) throw new IOException($"{id} has no volume on this node");
            await new VolumeArchive(files).PackAsync(BackupPlaces.Local(id), CancellationToken.None).ConfigureAwait(false);
        }
    });

    /// <summary>Restores components from what is here, was uploaded, or lies at an address; null when done, else why not.</summary>
    /// <param name="app">The app.</param>
    /// <param name="components">What to restore; the address for a remote one.</param>
    /// <param name="type">local, upload or remote.</param>
    /// <param name="keeper">The container side.</param>
    /// <param name="tell">Takes each step in words.</param>
    public Task<string?> RestoreAsync(string app, IReadOnlyList<(ComponentId Id, string Url)> components, string type, InstanceKeeper keeper, Action<string> tell) => StandingStillAsync(app, keeper, tell, async () =>
    {
        foreach (var (id, url) in components)
        {
            if (keeper.Volumes.FilesOf(id) is not { } files || keeper.Volumes.Find(id) is not { } note) throw new IOException($"{id} has no volume on this node");
            var archive = type switch { "local" => BackupPlaces.Local(id), "upload" => BackupPlaces.Upload(id), _ => BackupPlaces.Remote(id) };
            if (type == "remote") await DownloadAsync(files, note, archive, url, tell).ConfigureAwait(false);
            tell($"Checking backup archive for {Lower(id)}...");
            var packed = new VolumeArchive(files);
            await packed.CheckAsync(archive, note.Bytes, CancellationToken.None).ConfigureAwait(false);
            tell($"Removing {id.Component} component data...");
            tell($"Unpacking backup archive for {Lower(id)}...");
            await packed.UnpackAsync(archive, note.Bytes, CancellationToken.None).ConfigureAwait(false);
            if (type == "local") continue;
            tell($"Removing backup file for {Lower(id)}...");
            files.Remove(archive);
        }
    });

    private async Task DownloadAsync(VolumeFiles files, VolumeNote note, VolumePath archive, string url, Action<string> tell)
    {
        tell($"Downloading {url}...");
        await remote.ReadAsync(url, content => files.WriteAsync(archive, content, note.Bytes, _ => { }, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
    }

    // What stood still before stays so.
    private Task<string?> StandingStillAsync(string app, InstanceKeeper keeper, Action<string> tell, Func<Task> work) => local.WhileBusyAsync(app, async () =>
    {
        var running = (local.StatusOf(app)?.Components ?? []).Where(component => component.State != ComponentState.Stopped).Select(component => component.Id).ToList();
        string? problem = null;
        tell("Stopping application...");
        foreach (var id in running) problem ??= (await keeper.SetRunningAsync(id, running: false, CancellationToken.None).ConfigureAwait(false)).Fault?.Message;
        try
        {
            if (problem is null) await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problem = e.Message;
        }
        tell("Starting application...");
        foreach (var id in running)
        {
            var started = await keeper.SetRunningAsync(id, running: true, CancellationToken.None).ConfigureAwait(false);
            problem ??= started.Fault?.Message;
        }
        return problem;
    });

    private static string Lower(ComponentId id) => (id.Component.Length == 0 ? id.App : id.Component).ToLowerInvariant();
}
