using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>
/// The one owner of all state that peers share: everything that reads or changes it runs here, one piece after the other. The queue is
/// bounded, and a connection waits for its message to be dealt with before it reads the next one, so no peer can crowd out the others.
/// </summary>
internal sealed partial class NetworkLoop(ILogger<NetworkLoop> log) : IAsyncDisposable
{
    private const int Capacity = 1024;

    private readonly Channel<Action> _queue =
        Channel.CreateBounded<Action>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private Task _running = Task.CompletedTask;

    /// <summary>Begins to work.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Queues work; false when the queue is full or closed.</summary>
    public bool TryPost(Action work) => _queue.Writer.TryWrite(work);

    /// <summary>Runs work and waits for it. An exception of the work comes back to the caller.</summary>
    public async Task<T> AskAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(() => Answer(work, answer), cancellationToken).ConfigureAwait(false);
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs work and waits for it.</summary>
    public Task DoAsync(Action work, CancellationToken cancellationToken) => AskAsync(
        () =>
        {
            work();
            return true;
        },
        cancellationToken);

    private static void Answer<T>(Func<T> work, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.TrySetResult(work());
        }
        catch (Exception error)
        {
            answer.TrySetException(error);
        }
    }

    private async Task RunAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                work();
            }
            catch (Exception error)
            {
                LogBug(error);
            }
        }
    }

    /// <summary>Finishes what is queued and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected error in the peer network")]
    private partial void LogBug(Exception error);
}
