namespace Flux.P2P.Peers;

/// <summary>Time since start, which no change of the wall clock disturbs, and the wall clock for what people see.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _startUtc = time.GetUtcNow();

    /// <summary>Time since start.</summary>
    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>The wall clock.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>Source of timers.</summary>
    public TimeProvider Provider => time;

    /// <summary>A moment of <see cref="Now"/> as people see it; null for never.</summary>
    public DateTimeOffset? ToUtc(TimeSpan? moment) => moment is { } value ? _startUtc + value : null;
}
