using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Ledger;

/// <summary>
/// Everything the chain knows after a block besides its coins: nodes, reserves, escrow coins by run-out, totals. Immutable; a block makes the
/// next one (<c>BlockRules.Connect</c>), undo makes the former one again.
/// </summary>
public sealed record LedgerState
{
    /// <summary>Height of the block.</summary>
    public required int Height { get; init; }

    /// <summary>The block.</summary>
    public required BlockHash Tip { get; init; }

    /// <summary>FluxNodes.</summary>
    public required FluxNodeList Nodes { get; init; }

    /// <summary>Escrow coins that have not run out.</summary>
    public required EscrowList Escrows { get; init; }

    /// <summary>Notes of all JoinSplits (main, test, regtest).</summary>
    public NoteTree Sprout { get; init; } = NoteTree.EmptySprout;

    /// <summary>Notes of all Sapling outputs; its root stands in headers from Acadia on (§3.4).</summary>
    public NoteTree Sapling { get; init; } = NoteTree.EmptySapling;

    /// <summary>Running sums.</summary>
    public required LedgerTotals Totals { get; init; }

    /// <summary>The state before block 1: nothing. The genesis coinbase is not spendable.</summary>
    public static LedgerState AtGenesis(Network network) => new()
    {
        Height = 0,
        Tip = network.Genesis.Hash,
        Nodes = FluxNodeList.Empty,
        Escrows = EscrowList.Empty,
        Totals = default,
    };
}
