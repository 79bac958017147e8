using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// All FluxNode records after a block, with the payment queue of each tier and the delegates (chain reference §8.4, §8.6). Immutable:
/// a snapshot costs nothing and a change shares everything else.
/// </summary>
public sealed partial class FluxNodeList
{
    /// <summary>No nodes.</summary>
    public static FluxNodeList Empty { get; } = new();

    /// <summary>Every record, in order of outpoint.</summary>
    public IEnumerable<FluxNodeRecord> Records => throw new NotImplementedException();

    /// <summary>How many records there are.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>The record of a collateral, or null.</summary>
    public FluxNodeRecord? Find(OutPoint collateral) => throw new NotImplementedException();

    /// <summary>How many records are in a state.</summary>
    public int CountOf(NodeState state) => throw new NotImplementedException();

    /// <summary>How many confirmed nodes a tier has.</summary>
    public int CountOf(Tier tier) => throw new NotImplementedException();

    /// <summary>Whom the next block pays in a tier, or null.</summary>
    public FluxNodeRecord? NextPayee(Tier tier) => throw new NotImplementedException();

    /// <summary>A tier's confirmed nodes in the order in which they will be paid.</summary>
    public IEnumerable<FluxNodeRecord> Queue(Tier tier) => throw new NotImplementedException();

    /// <summary>Keys that may start a collateral besides its owner; empty when none.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> DelegatesOf(OutPoint collateral) => throw new NotImplementedException();

    /// <summary>Root of the records (header field 4 of the next block on own networks); computed once and incrementally.</summary>
    public Hash256 Root => StateRoot.Compute(this);
}
