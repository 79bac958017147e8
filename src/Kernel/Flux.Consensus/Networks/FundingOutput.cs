using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>A one-off output that the coinbase of one block must have, exactly (chain reference §1.7, §5.4).</summary>
/// <param name="Height">The block.</param>
/// <param name="Output">Value and script.</param>
/// <param name="Missing">What a block without it is refused with.</param>
public sealed record FundingOutput(int Height, TxOutput Output, Reject Missing);
