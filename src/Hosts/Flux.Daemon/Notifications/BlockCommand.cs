using System.ComponentModel;
using System.Diagnostics;
using Flux.Daemon.Node;

namespace Flux.Daemon.Notifications;

/// <summary><c>-blocknotify</c>: runs the operator's command at each new tip, with %s replaced by its hash. One at a time; tips that come meanwhile are one.</summary>
internal sealed partial class BlockCommand(FluxdNode node, string command, ILogger<BlockCommand> logger)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var told = node.Chain.Snapshot.Tip.Hash;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var next = node.TipSignal.Next;
                var snapshot = node.Chain.Snapshot;
                if (snapshot.Tip.Hash != told && !snapshot.IsInitialDownload)
                {
                    told = snapshot.Tip.Hash;
                    await RunOnceAsync(told.ToString(), cancellation).ConfigureAwait(false);
                }
                else await TipSignal.WaitAsync(TimeSpan.FromMinutes(10), node.Time, next, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RunOnceAsync(string hash, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestRun);
        try
        {
            // The command is the operator's own line; the hash is 64 digits and cannot add to it.
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command.Replace("%s", hash, StringComparison.Ordinal)]) { UseShellExecute = false });
            if (process is null) return;
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode != 0) LogFailed(process.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogSlow(LongestRun.TotalSeconds);
        }
        catch (Win32Exception e)
        {
            LogNotStarted(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command of blocknotify ended with code {Code}")]
    private partial void LogFailed(int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command of blocknotify still runs after {Seconds} s; it is left alone")]
    private partial void LogSlow(double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command of blocknotify could not be started: {Reason}")]
    private partial void LogNotStarted(string reason);
}
