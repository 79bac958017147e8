namespace Flux.Mining.Miner;

/// <summary>Counts what the solvers do, for the rate that is shown: solutions per second over the last minute or so.</summary>
public sealed class MiningMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private readonly Queue<(long At, int Solutions)> _recent = new();
    private readonly Lock _gate = new();
    private long _solutions;
    private long _nonces;
    private long _since = time.GetTimestamp();

    /// <summary>Solutions found, whether or not one made a block.</summary>
    public long Solutions => Interlocked.Read(ref _solutions);

    /// <summary>Nonces tried to the end.</summary>
    public long Nonces => Interlocked.Read(ref _nonces);

    /// <summary>Solutions per second, over the time of the window in which there was mining.</summary>
    public double SolutionsPerSecond
    {
        get
        {
            lock (_gate)
            {
                Forget();
                var elapsed = time.GetElapsedTime(_since);
                var span = elapsed < Window ? elapsed : Window;
                return span > TimeSpan.Zero ? _recent.Sum(entry => (double)entry.Solutions) / span.TotalSeconds : 0;
            }
        }
    }

    /// <summary>One nonce is done.</summary>
    public void Add(int solutions)
    {
        Interlocked.Add(ref _solutions, solutions);
        Interlocked.Increment(ref _nonces);
        lock (_gate)
        {
            Forget();
            _recent.Enqueue((time.GetTimestamp(), solutions));
        }
    }

    /// <summary>Begins anew: what was before does not count for the rate.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _recent.Clear();
            _since = time.GetTimestamp();
        }
    }

    private void Forget()
    {
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Window) _recent.Dequeue();
    }
}
