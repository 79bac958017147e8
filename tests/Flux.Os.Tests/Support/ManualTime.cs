using Flux.TestKit;

namespace Flux.Os.Tests.Support;

/// <summary>A clock that a test moves. Its timers run in real time, as the servers and clients of these tests need them.</summary>
internal sealed class ManualTime : TimeProvider
{
    /// <summary>The same clock for parts whose timers a test moves too.</summary>
    public SteppedTime WithTimers { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Called whenever somebody asks for the time.</summary>
    public Action? Asked { get; set; }

    public override long TimestampFrequency => WithTimers.TimestampFrequency;

    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    public void Advance(TimeSpan by) => WithTimers.Advance(by);

    public override long GetTimestamp() => WithTimers.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        Asked?.Invoke();
        return WithTimers.GetUtcNow();
    }
}
