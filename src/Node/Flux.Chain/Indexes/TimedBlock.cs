using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>A main-chain block and its logical time.</summary>
/// <param name="Hash">The block.</param>
/// <param name="LogicalTime">Unix seconds; rises from block to block.</param>
public readonly record struct TimedBlock(BlockHash Hash, uint LogicalTime);
