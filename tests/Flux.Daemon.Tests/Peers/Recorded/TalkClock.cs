namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>The wall clock stands where the recording says; timers and time spans run as ever.</summary>
internal sealed class TalkClock : TimeProvider
{
    public long Now { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Now);
}
