using System.Threading.Channels;

namespace Flux.Chain.Import;

/// <summary>
/// Works on many items at once and hands the results out in the order of the items, a bounded number of bytes ahead of whoever takes them.
/// </summary>
internal static class LookAhead
{
    /// <summary>Runs <paramref name="work"/> on the thread pool for each item; at most <paramref name="mostItems"/> and about <paramref name="mostBytes"/> wait to be taken.</summary>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, Func<TItem, int> size, int mostItems, long mostBytes,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var room = new ByteRoom(mostBytes);
        var waiting = Channel.CreateBounded<(Task<TResult> Result, int Bytes)>(new BoundedChannelOptions(mostItems) { SingleReader = true, SingleWriter = true });
        var feeding = Task.Run(() => FeedAsync(items, work, size, room, waiting.Writer, ending.Token), CancellationToken.None);
        try
        {
            await foreach (var (result, bytes) in waiting.Reader.ReadAllAsync(cancellationToken))
            {
                yield return await result;
                room.Give(bytes);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, Func<TItem, int> size, ByteRoom room,
        ChannelWriter<(Task<TResult>, int)> waiting, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var item in items)
            {
                var bytes = size(item);
                await room.TakeAsync(bytes, cancellationToken);
                await waiting.WriteAsync((Task.Run(() => work(item), CancellationToken.None), bytes), cancellationToken);
            }
            waiting.Complete();
        }
        catch (Exception failure)
        {
            waiting.TryComplete(failure);
        }
    }

    /// <summary>Bytes that may still be taken. One item always fits, however large.</summary>
    private sealed class ByteRoom(long most)
    {
        private readonly Lock _gate = new();
        private long _taken;
        private TaskCompletionSource? _waiter;

        public async ValueTask TakeAsync(int bytes, CancellationToken cancellationToken)
        {
            while (true)
            {
                Task wait;
                lock (_gate)
                {
                    if (_taken == 0 || _taken + bytes <= most)
                    {
                        _taken += bytes;
                        return;
                    }
                    _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    wait = _waiter.Task;
                }
                await wait.WaitAsync(cancellationToken);
            }
        }

        public void Give(int bytes)
        {
            lock (_gate)
            {
                _taken -= bytes;
                _waiter?.TrySetResult();
                _waiter = null;
            }
        }
    }
}
