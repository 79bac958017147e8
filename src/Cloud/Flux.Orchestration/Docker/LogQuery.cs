namespace Flux.Orchestration.Docker;

/// <summary>Which lines of a container's log to read.</summary>
public sealed record LogQuery
{
    /// <summary>Lines from the end, 0–10,000; null for all. Default: 100.</summary>
    public int? Tail { get; init; } = 100;

    /// <summary>Only lines written at or after this.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether to go on as lines are written.</summary>
    public bool Follow { get; init; }
}
