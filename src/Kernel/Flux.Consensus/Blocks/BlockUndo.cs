using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>What <c>Disconnect</c> needs besides the block: everything the block overwrote.</summary>
public sealed record BlockUndo
{
    /// <summary>Coins spent by the inputs, in the order of transactions and inputs, coinbase and FluxNode transactions left out.</summary>
    public required ImmutableArray<Coin> Spent { get; init; }

    /// <summary>Escrow coins that ran out in this block.</summary>
    public required ImmutableArray<CoinEntry> RunOuts { get; init; }

    /// <summary>Node records before the block, one per touched collateral; null: there was none.</summary>
    public required ImmutableArray<(OutPoint Collateral, FluxNodeRecord? Before)> Nodes { get; init; }

    /// <summary>Delegates before the block, one per touched collateral; empty: there were none.</summary>
    public required ImmutableArray<(OutPoint Collateral, ImmutableArray<ReadOnlyMemory<byte>> Before)> Delegates { get; init; }

    /// <summary>Root of Sprout's note tree after the block: what RPC calls its anchor. Not needed to take the block back.</summary>
    public required Hash256 SproutRoot { get; init; }

    /// <summary>Sprout's note tree before the block; null: the block did not change it.</summary>
    public NoteTree? SproutBefore { get; init; }

    /// <summary>Sapling's note tree before the block; null: the block did not change it.</summary>
    public NoteTree? SaplingBefore { get; init; }

    /// <summary>Totals before the block.</summary>
    public required LedgerTotals Totals { get; init; }
}
