using System.Threading.Channels;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Keeping;

/// <summary>One app's work, in order: a bounded queue with one reader, the <see cref="AppKeeper"/>.</summary>
internal sealed class AppLane : IAsyncDisposable
{
    private const int QueueLength = 64;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan[] LooksAfterEvent = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    private readonly NodeParts parts;
    private readonly AppKeeper keeper;
    private readonly Channel<Func<CancellationToken, Task>> queue = Channel.CreateBounded<Func<CancellationToken, Task>>(QueueLength);
    private readonly CancellationTokenSource stop = new();
    private readonly ITimer lookAgain;
    private readonly Task loop;
    private readonly Lock gate = new();
    private CancellationTokenSource? installing;
    private TimeSpan retry = FirstRetry;
    private int looksLeft;
    private int reconcileQueued;

    public AppLane(string app, NodeParts parts)
    {
        this.parts = parts;
        keeper = new AppKeeper(app, parts);
        lookAgain = parts.Time.CreateTimer(_ => RequestReconcile(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        loop = Task.Run(RunAsync);
    }

    /// <summary>True when nothing of the app is wanted here.</summary>
    public bool IsIdle => keeper.IsIdle;

    public Task AdoptAsync(DesiredInstance instance, CancellationToken cancel) => DoAsync(_ =>
    {
        keeper.Adopt(instance);
        return Task.FromResult(true);
    }, cancel);

    public Task<InstallOutcome> InstallAsync(DesiredInstance wanted, IProgress<InstallProgress>? progress, CancellationToken cancel) =>
        DoAsync(async token =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token);
            lock (gate) installing = either;
            try
            {
                return await keeper.InstallAsync(wanted, progress, either.Token);
            }
            finally
            {
                lock (gate) installing = null;

                // One that does not answer yet is looked at again.
                RequestReconcile();
            }
        }, cancel);

    /// <summary>Cancels an install that runs, then removes everything.</summary>
    public Task<EngineResult<Done>> RemoveAsync(CancellationToken cancel)
    {
        lock (gate) installing?.Cancel();
        return DoAsync(keeper.RemoveAllAsync, cancel);
    }

    public Task<EngineResult<Done>> SetRunningAsync(string component, bool running, CancellationToken cancel) =>
        DoAsync(token => keeper.SetRunningAsync(component, running, token), cancel);

    public Task<EngineResult<Done>> PauseAsync(string component, CancellationToken cancel) => DoAsync(token => keeper.PauseAsync(component, token), cancel);

    public Task<EngineResult<Done>> RedeployAsync(string component, bool hard, Action<string> tell, CancellationToken cancel) =>
        DoAsync(token => keeper.RedeployAsync(component, hard, tell, token), cancel);

    public Task<EngineResult<Done>> RestartAsync(string component, CancellationToken cancel) => DoAsync(token => keeper.RestartAsync(component, token), cancel);

    /// <summary>Reconciles and waits for it.</summary>
    public Task ReconcileAsync(CancellationToken cancel) => DoAsync(async token =>
    {
        await ReconcileNowAsync(token);
        return true;
    }, cancel);

    /// <summary>Reconciles with what the containers wrote outside their volumes measured, and waits for it.</summary>
    public Task MeasureAsync(CancellationToken cancel) => DoAsync(token => keeper.ReconcileAsync(token, withSizes: true), cancel);

    /// <summary>
    /// Something happened to a container or network. The engine tells events before its lists show them, so one look is not enough.
    /// </summary>
    public void OnEvent()
    {
        Volatile.Write(ref looksLeft, LooksAfterEvent.Length);
        RequestReconcile();
    }

    /// <summary>Reconciles soon; many requests while one waits are one.</summary>
    public void RequestReconcile()
    {
        if (Interlocked.Exchange(ref reconcileQueued, 1) == 1) return;
        if (!queue.Writer.TryWrite(ReconcileNowAsync)) Volatile.Write(ref reconcileQueued, 0);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stop.CancelAsync();
        await loop;
        await lookAgain.DisposeAsync();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var work in queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            await work(stop.Token);
        }
    }

    private async Task ReconcileNowAsync(CancellationToken cancel)
    {
        Volatile.Write(ref reconcileQueued, 0);
        try
        {
            var fault = await keeper.ReconcileAsync(cancel);
            retry = fault is null ? FirstRetry : TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, LastRetry.Ticks));
            Schedule(NextLook(fault is null ? keeper.LookAgainAt : parts.Time.GetUtcNow() + retry));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The node shuts down; the next start reconciles.
        }
        catch (Exception bug)
        {
            parts.Logger.Unexpected(bug, keeper.App);
        }
    }

    private DateTimeOffset? NextLook(DateTimeOffset? at)
    {
        var left = Volatile.Read(ref looksLeft);
        if (left == 0) return at;
        Interlocked.CompareExchange(ref looksLeft, left - 1, left);
        var soon = parts.Time.GetUtcNow() + LooksAfterEvent[^left];
        return at < soon ? at : soon;
    }

    private void Schedule(DateTimeOffset? at)
    {
        if (at is not { } moment) return;
        var wait = moment - parts.Time.GetUtcNow();
        lookAgain.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(async stopped =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, cancel);
            try
            {
                answer.TrySetResult(await work(either.Token));
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                answer.TrySetCanceled(either.Token);
            }
            catch (Exception bug)
            {
                answer.TrySetException(bug);
            }
        }, cancel);
        return await answer.Task;
    }
}
