namespace Flux.Orchestration.Reconcile;

/// <summary>How often a component ended by itself. Immutable; the keeper holds the latest. The default is "never started by us": due at once.</summary>
/// <param name="Exits">Exits in a row without a stable run between them.</param>
/// <param name="Runs">Whether it ran when last looked at.</param>
/// <param name="LastStart">When it was started last.</param>
/// <param name="LastExit">When its end was seen last.</param>
public readonly record struct RestartHistory(int Exits, bool Runs, DateTimeOffset LastStart, DateTimeOffset LastExit)
{
    /// <summary>A run of this length clears the record (reference §6.4).</summary>
    public static readonly TimeSpan StableRun = TimeSpan.FromMinutes(10);

    /// <summary>Waits before the first, second, … restart (reference §6.4); the last repeats.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
    ];

    /// <summary>When the next start is due.</summary>
    public DateTimeOffset DueAt => Exits == 0 ? DateTimeOffset.MinValue : LastExit + Waits[Math.Min(Exits, Waits.Length) - 1];

    /// <summary>After a start.</summary>
    public RestartHistory Started(DateTimeOffset now) => this with { Runs = true, LastStart = now };

    /// <summary>Its end was seen; seeing the same end again changes nothing.</summary>
    public RestartHistory Ended(DateTimeOffset now) =>
        !Runs ? this : new(now - LastStart >= StableRun ? 1 : Exits + 1, false, LastStart, now);
}
