using System.Collections.Immutable;

namespace Flux.Primitives.Shielded;

/// <summary>Everything of a transaction that is not transparent. Absent (null) on transactions without any of it and a zero value balance.</summary>
public sealed record ShieldedParts
{
    /// <summary>Net value leaving (positive) or entering (negative) the Sapling pool; version 4 only.</summary>
    public Amount ValueBalance { get; init; }

    /// <summary>Sapling spends; version 4 only.</summary>
    public ImmutableArray<SpendDescription> Spends { get; init; } = [];

    /// <summary>Sapling outputs; version 4 only.</summary>
    public ImmutableArray<OutputDescription> Outputs { get; init; } = [];

    /// <summary>Sprout JoinSplits; version ≥ 2.</summary>
    public ImmutableArray<JoinSplit> JoinSplits { get; init; } = [];

    /// <summary>32 bytes, present only with JoinSplits.</summary>
    public ReadOnlyMemory<byte> JoinSplitPubKey { get; init; }

    /// <summary>64 bytes, present only with JoinSplits.</summary>
    public ReadOnlyMemory<byte> JoinSplitSignature { get; init; }

    /// <summary>64 bytes, present only with spends or outputs.</summary>
    public ReadOnlyMemory<byte> BindingSignature { get; init; }
}
