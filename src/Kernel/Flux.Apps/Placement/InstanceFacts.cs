using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>What this node has observed about one node and one app. Ages are in milliseconds and supplied by the caller; there is no clock here.</summary>
public sealed record InstanceFacts
{
    public required OutPoint Node { get; init; }

    /// <summary>Rank among the members; null for a node that is no member (any more).</summary>
    public required int? Rank { get; init; }

    public InstanceState State { get; init; }

    /// <summary>
    /// Age of the last probe that reached it, directly or through two others: the instance when it runs one, otherwise the node.
    /// Null: never.
    /// </summary>
    public long? ReachedAgoMs { get; init; }

    /// <summary>How long the instance has been answering without a break; 0 when it does not.</summary>
    public long HealthyForMs { get; init; }

    /// <summary>
    /// How long an instance that answered before has not been answering, while its node can be reached. 0 while it answers, and until it
    /// has answered for the first time: a slow start is no failure.
    /// </summary>
    public long UnhealthyForMs { get; init; }

    /// <summary>How long it has been installing.</summary>
    public long InstallingForMs { get; init; }
}
