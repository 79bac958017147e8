namespace Flux.Chain.Store;

/// <summary>Lets readers use the store until it closes, and closing wait until the last of them has left.</summary>
internal sealed class UseGate
{
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _uses = 1;
    private int _closed;

    /// <summary>Enters, or throws <see cref="ObjectDisposedException"/> once closing has begun. Leave by disposing the result.</summary>
    public Lease Enter()
    {
        if (Volatile.Read(ref _closed) == 0)
        {
            Interlocked.Increment(ref _uses);
            if (Volatile.Read(ref _closed) == 0) return new Lease(this);
            Leave();
        }
        throw new ObjectDisposedException(nameof(ChainNode), "The chain is closed.");
    }

    /// <summary>Lets nobody in any more and completes when nobody is left.</summary>
    public Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0) Leave();
        return _empty.Task;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _uses) == 0) _empty.TrySetResult();
    }

    /// <summary>One use.</summary>
    public readonly ref struct Lease(UseGate gate)
    {
        /// <summary>Leaves.</summary>
        public void Dispose() => gate.Leave();
    }
}
