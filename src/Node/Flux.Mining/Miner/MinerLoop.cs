using Flux.Consensus.Networks;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Mining.Miner;

/// <summary>
/// Mines for as long as it runs: template, solve, submit, again. Where the bits never change (<c>local</c>) it waits
/// until the parent is one spacing old, since nothing else would slow it down (architecture §4).
/// </summary>
public sealed partial class MinerLoop(Network network, IMiningPort port, TimeProvider time, ILogger<MinerLoop> logger)
{
    private static readonly TimeSpan NotReadyPause = TimeSpan.FromSeconds(1);
    private readonly BlockMiner _miner = new(network);
    private long _found;

    /// <summary>Blocks found and accepted since the start.</summary>
    public long BlocksFound => Interlocked.Read(ref _found);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(int threads, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            // A new tip makes the job worthless: cancel and take the next one.
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellation, port.TipChanged);
            try
            {
                await MineOnceAsync(threads, round.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                LogTipChanged();
            }
        }
    }

    private async Task MineOnceAsync(int threads, CancellationToken cancellation)
    {
        await WaitForPaceAsync(cancellation).ConfigureAwait(false);
        var job = await port.NextJobAsync(cancellation).ConfigureAwait(false);
        if (job is null)
        {
            await Task.Delay(NotReadyPause, time, cancellation).ConfigureAwait(false);
            return;
        }
        var header = await _miner.SolveAsync(job.Block.Header, job.Height, threads, cancellation).ConfigureAwait(false);
        // Submitted without the round's token: our own block is what changes the tip.
        if (await port.SubmitAsync(job.Block with { Header = header }, CancellationToken.None).ConfigureAwait(false))
        {
            Interlocked.Increment(ref _found);
            LogFound(job.Height, header.Hash);
        }
        else
        {
            LogRefused(job.Height, header.Hash);
            await Task.Delay(NotReadyPause, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WaitForPaceAsync(CancellationToken cancellation)
    {
        if (network.Work.Difficulty.At(int.MaxValue) != DifficultyAlgorithm.Constant) return;
        var due = DateTimeOffset.FromUnixTimeSeconds(port.TipTime + (long)network.Work.Spacing);
        var wait = due - time.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A new tip replaced the job")]
    private partial void LogTipChanged();

    [LoggerMessage(Level = LogLevel.Information, Message = "Mined block {Height} {Hash}")]
    private partial void LogFound(int height, BlockHash hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node refused our own block {Height} {Hash}")]
    private partial void LogRefused(int height, BlockHash hash);
}
