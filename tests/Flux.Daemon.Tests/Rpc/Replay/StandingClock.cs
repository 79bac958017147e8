namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>A clock that stands where it was put; timers run by the real one.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
