namespace Flux.Wallets.Accounts;

/// <summary>An unlocked wallet that locks itself: after a time without use its keys are emptied. One user at a time.</summary>
public sealed class AutoLock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private KeyRing? _keys;
    private TimeSpan _after;

    /// <param name="time">Clock.</param>
    public AutoLock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _timer = time.CreateTimer(_ => Lock(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether keys are in memory.</summary>
    public bool IsUnlocked
    {
        get
        {
            lock (_gate) return _keys is not null;
        }
    }

    /// <summary>When it locks if nothing happens; null while locked.</summary>
    public DateTimeOffset? LocksAt { get; private set; }

    /// <summary>Takes over opened keys for a time. With <paramref name="extend"/> every use starts the time anew.</summary>
    public void Unlock(KeyRing keys, TimeSpan after, bool extend = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(after, TimeSpan.Zero);
        lock (_gate)
        {
            _keys?.Dispose();
            (_keys, _after) = (keys, extend ? after : TimeSpan.Zero);
            Restart(after);
        }
    }

    /// <summary>Runs something with the keys.</summary>
    /// <exception cref="WalletLockedException">The wallet is locked.</exception>
    public T Use<T>(Func<KeyRing, T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            if (_keys is null) throw new WalletLockedException();
            if (_after > TimeSpan.Zero) Restart(_after);
            return action(_keys);
        }
    }

    /// <summary>Empties the keys now.</summary>
    public void Lock()
    {
        lock (_gate)
        {
            _keys?.Dispose();
            (_keys, LocksAt) = (null, null);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Lock();
        _timer.Dispose();
    }

    private void Restart(TimeSpan after)
    {
        LocksAt = _time.GetUtcNow() + after;
        _timer.Change(after, Timeout.InfiniteTimeSpan);
    }
}
