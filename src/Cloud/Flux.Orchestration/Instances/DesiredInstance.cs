namespace Flux.Orchestration.Instances;

/// <summary>One app as this node must run it: the input of installs and of the reconciler. Plain data, already validated.</summary>
public sealed record DesiredInstance
{
    /// <summary>The app's name as specified (case kept); unique per engine namespace.</summary>
    public required string App { get; init; }

    /// <summary>Hash of the permanent message this follows (64 lower-case hex); informational label.</summary>
    public required string MessageHash { get; init; }

    /// <summary>The components, in the specification's order (mounts refer to others by this index).</summary>
    public required IReadOnlyList<DesiredComponent> Components { get; init; }
}
