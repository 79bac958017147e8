namespace Flux.Orchestration.Reconcile;

/// <summary>How often a component ended by itself. Immutable; the keeper holds the latest.</summary>
/// <param name="Exits">Exits in a row without a stable run between them.</param>
/// <param name="LastStart">When it was started last.</param>
/// <param name="LastExit">When it ended last.</param>
public readonly record struct RestartHistory(int Exits, DateTimeOffset LastStart, DateTimeOffset LastExit)
{
    /// <summary>A run of this length clears the record (reference §6.4).</summary>
    public static readonly TimeSpan StableRun = TimeSpan.FromMinutes(10);

    /// <summary>Waits before the first, second, … restart (reference §6.4); the last repeats.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
    ];

    /// <summary>When the next start is due.</summary>
    public DateTimeOffset DueAt => Exits == 0 ? DateTimeOffset.MinValue : LastExit + Waits[Math.Min(Exits - 1, Waits.Length - 1)];

    /// <summary>After a start.</summary>
    public RestartHistory Started(DateTimeOffset now) => this with { LastStart = now };

    /// <summary>After an exit.</summary>
    public RestartHistory Exited(DateTimeOffset now) => new(now - LastStart >= StableRun ? 1 : Exits + 1, LastStart, now);
}
