using Flux.Consensus.Networks;
using Flux.Mining.Solver;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Mining.Miner;

/// <summary>
/// Mines for as long as it runs: template, solve, submit, again. Where the bits never change (<c>local</c>) it waits
/// until the parent is one spacing old, since nothing else would slow it down (architecture §4).
/// </summary>
public sealed partial class MinerLoop(Network network, IMiningPort port, MiningMeter meter, TimeProvider time, ILogger<MinerLoop> logger)
{
    private static readonly TimeSpan NotReadyPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoMemoryPause = TimeSpan.FromSeconds(30);

    /// <summary>A job is renewed after this long on one tip: its time goes on, and transactions came in.</summary>
    private static readonly TimeSpan OldestJob = TimeSpan.FromSeconds(60);

    private string? _toldObstacle;
    private long _found;

    /// <summary>Blocks found and accepted since the start.</summary>
    public long BlocksFound => Interlocked.Read(ref _found);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(int threads, CancellationToken cancellation)
    {
        using var miner = new BlockMiner(network, meter);
        while (!cancellation.IsCancellationRequested)
        {
            // A new tip makes the job worthless: cancel and take the next one.
            using var tooOld = new CancellationTokenSource(OldestJob, time);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellation, port.TipChanged, tooOld.Token);
            try
            {
                await MineOnceAsync(miner, threads, round.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                LogNewJob();
            }
            catch (SolverMemoryException e)
            {
                LogNoMemory(e.Message);
                await Task.Delay(NoMemoryPause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task MineOnceAsync(BlockMiner miner, int threads, CancellationToken cancellation)
    {
        await WaitForPaceAsync(cancellation).ConfigureAwait(false);
        if (TellObstacle(port.Obstacle))
        {
            await Task.Delay(NotReadyPause, time, cancellation).ConfigureAwait(false);
            return;
        }
        var job = await port.NextJobAsync(cancellation).ConfigureAwait(false);
        var header = await miner.SolveAsync(job.Block.Header, job.Height, threads, cancellation).ConfigureAwait(false);
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

    /// <summary>Says an obstacle once, when it begins, and that it is gone; true while there is one.</summary>
    private bool TellObstacle(string? obstacle)
    {
        if (obstacle != _toldObstacle)
        {
            if (obstacle is not null) LogObstacle(obstacle);
            else LogResumed();
            _toldObstacle = obstacle;
            meter.Restart();
        }
        return obstacle is not null;
    }

    private async Task WaitForPaceAsync(CancellationToken cancellation)
    {
        var wait = Pace.WaitFor(network, port.TipTime, time);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A new tip or an old job: the miner takes another one")]
    private partial void LogNewJob();

    [LoggerMessage(Level = LogLevel.Information, Message = "Mined block {Height} {Hash}")]
    private partial void LogFound(int height, BlockHash hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node refused our own block {Height} {Hash}")]
    private partial void LogRefused(int height, BlockHash hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mining waits: {Obstacle}")]
    private partial void LogObstacle(string obstacle);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mining goes on")]
    private partial void LogResumed();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}; mining tries again in 30 s")]
    private partial void LogNoMemory(string reason);
}
