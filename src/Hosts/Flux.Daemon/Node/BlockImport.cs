using Flux.Chain;
using Flux.Chain.Import;
using Flux.Chain.Store;

namespace Flux.Daemon.Node;

/// <summary>
/// Reads the operator's block files while the node is running: <c>bootstrap.dat</c> in the data directory, which is renamed when it has been
/// read, and those of -loadblock.
/// </summary>
internal sealed partial class BlockImport(FluxdNode node, ILogger<BlockImport> logger)
{
    private const string Bootstrap = "bootstrap.dat";

    /// <summary>Reads what there is to read; a file that cannot be read is logged, and the node goes on without it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var bootstrap = Path.Combine(node.Options.DataDirectory, Bootstrap);
        if (File.Exists(bootstrap) && await TryReadAsync([bootstrap], cancellation).ConfigureAwait(false)) PutAway(bootstrap);
        if (node.Options.LoadBlocks.Count > 0) await TryReadAsync(node.Options.LoadBlocks, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> TryReadAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        try
        {
            LogStart(string.Join(", ", paths));
            var result = await node.Chain.ImportAsync(paths, progress => LogProgress(progress), cancellation).ConfigureAwait(false);
            LogDone(result.Total.Blocks, result.Total.Elapsed.TotalSeconds, result.Total, result.Accepted, result.Known, result.Refused);
            if (result.WithoutParent + result.Unreadable + result.SkippedBytes > 0) LogLeftOut(result.WithoutParent, result.Unreadable, result.SkippedBytes);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (ImportException failure)
        {
            LogUnreadable(failure.Message);
            return false;
        }
        catch (Exception failure) when (failure is ChainStoreException or ObjectDisposedException)
        {
            // The chain has stopped, and says so itself.
            return false;
        }
    }

    private void PutAway(string path)
    {
        try
        {
            File.Move(path, path + ".old", overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnreadable($"{path} was read but cannot be renamed, so it will be read again: {failure.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Importing blocks from {Paths}")]
    private partial void LogStart(string paths);

    [LoggerMessage(Level = LogLevel.Information, Message = "Importing blocks: {Progress}")]
    private partial void LogProgress(ImportProgress progress);

    [LoggerMessage(Level = LogLevel.Information, Message = "Imported {Blocks} blocks in {Seconds:F1} s ({Progress}): {Accepted} new, {Known} known before, {Refused} refused")]
    private partial void LogDone(long blocks, double seconds, ImportProgress progress, long accepted, long known, long refused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left out while importing: {WithoutParent} blocks whose ancestors are neither stored nor in the files, {Unreadable} records that are no block, {SkippedBytes} bytes between records")]
    private partial void LogLeftOut(long withoutParent, long unreadable, long skippedBytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private partial void LogUnreadable(string problem);
}
