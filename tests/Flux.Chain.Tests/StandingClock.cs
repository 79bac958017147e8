namespace Flux.Chain.Tests;

/// <summary>A clock that moves only when told.</summary>
internal sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
