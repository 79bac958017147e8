namespace Flux.Os.Identity;

/// <summary>
/// Where pages wait under a name for what a wallet brings to this node. Each that waits is told, also when others who waited for the same left;
/// who comes a little late is told, too. Thread-safe.
/// </summary>
/// <typeparam name="T">What is brought.</typeparam>
/// <param name="kept">How long it is told to those who come late.</param>
/// <param name="most">How many may wait, and how many things are kept.</param>
/// <param name="time">The clock.</param>
internal sealed class WaitingRoom<T>(TimeSpan kept, int most, TimeProvider time)
    where T : class
{
    private readonly ExpiringMap<T> _told = new(kept, most, time);
    private readonly List<(string Name, TaskCompletionSource<T> Waiter)> _waiting = [];
    private readonly Lock _gate = new();

    /// <summary>True while what was brought under a name is kept.</summary>
    public bool IsTold(string name) => _told.TryGet(name, out _);

    /// <summary>Tells everybody who waits under a name.</summary>
    public void Tell(string name, T value)
    {
        lock (_gate)
        {
            _told.Set(name, value);
            foreach (var (_, waiter) in _waiting.Where(one => one.Name == name)) waiter.TrySetResult(value);
        }
    }

    /// <summary>What is brought under a name, when it comes; null at the end of the wait or when too many wait.</summary>
    public async Task<T?> WaitAsync(string name, TimeSpan longest, CancellationToken cancellation)
    {
        var waiter = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_told.TryGet(name, out var told)) return told;
            if (_waiting.Count >= most) return null;
            _waiting.Add((name, waiter));
        }
        try
        {
            return await waiter.Task.WaitAsync(longest, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (_gate) _waiting.Remove((name, waiter));
        }
    }
}
