namespace Flux.Daemon.Node;

/// <summary>
/// Tells waiters of a new tip or a changed pool. Each wait takes the present token; it is cancelled once, when the
/// next change comes.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A source without timer or registrations of its own holds nothing to release.")]
internal sealed class TipSignal
{
    private CancellationTokenSource _current = new();

    /// <summary>Cancelled at the next change.</summary>
    public CancellationToken Next => Volatile.Read(ref _current).Token;

    /// <summary>Wakes everybody who waits.</summary>
    public void Raise() => Interlocked.Exchange(ref _current, new CancellationTokenSource()).Cancel();

    /// <summary>Waits for a change after <paramref name="token"/> was taken; false when the time ran out.</summary>
    public static async Task<bool> WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken token, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, cancellation);
        try
        {
            await Task.Delay(timeout, time, either.Token).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
    }
}
