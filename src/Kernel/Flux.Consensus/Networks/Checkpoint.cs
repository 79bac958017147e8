using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>The block that a network is known to have at a height (chain reference §1.9).</summary>
public readonly record struct Checkpoint(int Height, BlockHash Hash);
