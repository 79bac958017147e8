namespace Flux.Daemon.Tests.Peers.Sync;

/// <summary>A wall clock that stands, and time spans that pass so many times faster: limits of minutes are met in seconds.</summary>
internal sealed class FastTime(long utc, int factor) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(utc);

    public override long GetTimestamp() => base.GetTimestamp() * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan span) => span <= TimeSpan.Zero ? span : span / factor;
}
