namespace Flux.Devnet.Supervision;

/// <summary>How long to wait before a dead program is started again: doubling, and forgotten after a long enough run.</summary>
public sealed class RestartBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>A run this long counts as healthy.</summary>
    public static TimeSpan HealthyRun { get; } = TimeSpan.FromSeconds(20);

    private TimeSpan next = First;

    /// <summary>The wait after a run of the given length.</summary>
    public TimeSpan After(TimeSpan run)
    {
        if (run >= HealthyRun) next = First;
        var wait = next;
        next = next * 2 < Longest ? next * 2 : Longest;
        return wait;
    }
}
