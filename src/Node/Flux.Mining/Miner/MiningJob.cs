using Flux.Primitives;

namespace Flux.Mining.Miner;

/// <summary>Work for the miner.</summary>
/// <param name="Block">Complete but for nonce and solution.</param>
/// <param name="Height">Height of the block.</param>
public sealed record MiningJob(Block Block, int Height);
