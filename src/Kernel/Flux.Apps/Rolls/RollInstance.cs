using Flux.Primitives;

namespace Flux.Apps.Rolls;

/// <summary>What the deciding node knows of one instance of an app that changes. Ages in milliseconds, supplied by the caller.</summary>
public sealed record RollInstance
{
    public required OutPoint Node { get; init; }

    /// <summary>Rank among the members; null, which comes last, for a node that is no member any more.</summary>
    public required int? Rank { get; init; }

    public required RollPhase Phase { get; init; }

    /// <summary>Age of the last probe that reached its node; 0 for the deciding node. Null: never.</summary>
    public long? ReachedAgoMs { get; init; }

    /// <summary>How long it has been answering without a break; 0 when it does not.</summary>
    public long HealthyForMs { get; init; }

    /// <summary>Of a failed one: how long ago it failed.</summary>
    public long FailedForMs { get; init; }

    /// <summary>How long the deciding node has been waiting for it in its present phase; begins when <see cref="RollVerdict.Awaited"/> names it.</summary>
    public long AwaitedForMs { get; init; }
}
