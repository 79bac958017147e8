using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes.Files;

namespace Flux.Os.Backups;

/// <summary>Removes archives that are older than a day from the volumes, whose room they take (FluxOS reference §8.4).</summary>
internal sealed partial class BackupCleaner(KeeperHolder keeper, TimeProvider time, ILogger<BackupCleaner> logger)
{
    /// <summary>How long an archive stays.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(25);

    /// <summary>Cleans until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (keeper.Keeper is null) return;
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false)) Clean();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end.
        }
    }

    internal void Clean()
    {
        foreach (var note in keeper.Keeper?.Volumes.List() ?? [])
        {
            var id = new ComponentId(note.App, note.Component);
            try
            {
                if (keeper.Keeper?.Volumes.FilesOf(id) is { } files) Clean(files);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogNotCleaned(logger, id.ToString(), e.Message);
            }
        }
    }

    private void Clean(VolumeFiles files)
    {
        foreach (var folder in BackupPlaces.Folders)
        {
            if (!VolumePath.TryParse(folder, out var path, out _) || !VolumePath.TryParse("backup", out var above, out _)) continue;
            if (files.Find(above) is not { IsFolder: true } || files.Find(path) is not { IsFolder: true }) continue;
            foreach (var old in files.List(path).Where(entry => entry.Facts.IsFile && time.GetUtcNow() - entry.Facts.Modified > Life)) files.Remove(path.With(old.Name));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old backups of {Component} could not be removed: {Reason}")]
    private static partial void LogNotCleaned(ILogger logger, string component, string reason);
}
