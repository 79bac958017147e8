using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>A coin and where it stands.</summary>
public readonly record struct CoinEntry(OutPoint OutPoint, Coin Coin);
