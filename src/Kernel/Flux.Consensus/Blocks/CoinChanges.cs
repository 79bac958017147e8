using System.Collections.Immutable;

namespace Flux.Consensus.Blocks;

/// <summary>
/// What a block changes in the coin set, net: an output made and spent in the same block is in neither list, an outpoint is in at most one.
/// </summary>
/// <param name="Spent">Coins that leave (spent, or run-out escrow coins).</param>
/// <param name="Created">Coins that enter.</param>
public sealed record CoinChanges(ImmutableArray<CoinEntry> Spent, ImmutableArray<CoinEntry> Created)
{
    /// <summary>None.</summary>
    public static CoinChanges None { get; } = new([], []);
}
