using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Writer;

/// <summary>
/// The one thread of control that changes the chain: jobs wait in two bounded lanes, blocks before transactions, and run one after
/// another. A failed block job means that memory and disk may differ, so the writer stops; nothing was flushed after the failure.
/// </summary>
internal sealed partial class ChainWriter : IAsyncDisposable
{
    private const int BlockLane = 256;
    private const int TransactionLane = 2048;

    private readonly Channel<WriterJob> _blocks = Channel.CreateBounded<WriterJob>(new BoundedChannelOptions(BlockLane) { SingleReader = true });
    private readonly Channel<WriterJob> _transactions = Channel.CreateBounded<WriterJob>(new BoundedChannelOptions(TransactionLane) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Action _afterJob;
    private readonly ILogger _log;
    private readonly Task _loop;
    private Exception? _failure;
    private volatile bool _closed;
    private Task<bool>? _blocksReady;
    private Task<bool>? _transactionsReady;

    /// <summary>Starts the loop; <paramref name="afterJob"/> runs after each job, in the loop.</summary>
    public ChainWriter(Action afterJob, ILogger log)
    {
        (_afterJob, _log) = (afterJob, log);
        _loop = Task.Run(RunLoopAsync);
    }

    /// <summary>Completes when the writer has ended, with the failure if there was one.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Tells long jobs to end at the next block.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Runs work in the loop and returns what it returned.</summary>
    public async Task<T> RunAsync<T>(WriterLane lane, Func<T> work, CancellationToken cancellationToken)
    {
        var job = new AwaitedJob<T>(lane, work, cancellationToken);
        try
        {
            await (lane == WriterLane.Transactions ? _transactions : _blocks).Writer.WriteAsync(job, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw Volatile.Read(ref _failure) ?? new ObjectDisposedException(nameof(ChainNode), "The chain is closed.");
        }
        return await job.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Runs work in the loop when there is room; for timers, which come again.</summary>
    public void TryPost(Action work) => _blocks.Writer.TryWrite(new AwaitedJob<bool>(WriterLane.Blocks, () =>
    {
        work();
        return true;
    }, CancellationToken.None));

    /// <summary>Lets the waiting jobs finish and ends the loop.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Close();
        await _loop;
        _stopping.Dispose();
    }

    private async Task RunLoopAsync()
    {
        while (_failure is null && await WaitForJobAsync())
        {
            while (_failure is null && Next() is { } job) Run(job);
        }
        Close();
        while (Next() is { } job) job.Refuse(_failure ?? new ObjectDisposedException(nameof(ChainNode), "The chain is closed."));
        if (_failure is null) _stopped.TrySetResult();
        else _stopped.TrySetException(_failure);
        // Nobody has to look at it: the same failure is thrown at every later caller.
        _ = _stopped.Task.Exception;
    }

    /// <summary>True when a lane may have a job, false when both are closed and empty.</summary>
    private async Task<bool> WaitForJobAsync()
    {
        // A waiter that was not needed is kept for the next time: channels collect abandoned ones.
        _blocksReady ??= _blocks.Reader.WaitToReadAsync().AsTask();
        _transactionsReady ??= _transactions.Reader.WaitToReadAsync().AsTask();
        await Task.WhenAny(_blocksReady, _transactionsReady);
        var (blocks, transactions) = (_blocksReady.IsCompleted, _transactionsReady.IsCompleted);
        var ready = (blocks && await _blocksReady) | (transactions && await _transactionsReady);
        if (blocks) _blocksReady = null;
        if (transactions) _transactionsReady = null;
        return ready || !_closed;
    }

    private WriterJob? Next() => _blocks.Reader.TryRead(out var job) || _transactions.Reader.TryRead(out job) ? job : null;

    private void Run(WriterJob job)
    {
        if (!job.TryRun(out var failure))
        {
            if (job.Lane == WriterLane.Blocks || failure is Store.ChainStoreException) Fail(failure!);
            else LogFailed(_log, failure!, job.Lane);
        }
        if (_failure is not null) return;
        try
        {
            _afterJob();
        }
        catch (Exception thrown)
        {
            Fail(thrown);
        }
    }

    private void Fail(Exception failure)
    {
        LogStopped(_log, failure);
        Volatile.Write(ref _failure, failure);
    }

    private void Close()
    {
        _blocks.Writer.TryComplete();
        _transactions.Writer.TryComplete();
        _closed = true;
    }

    [LoggerMessage(LogLevel.Error, "A job of lane {Lane} failed; the chain goes on")]
    private static partial void LogFailed(ILogger log, Exception failure, WriterLane lane);

    [LoggerMessage(LogLevel.Critical, "The chain has stopped")]
    private static partial void LogStopped(ILogger log, Exception failure);
}
