using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>Rows of the stored state that one block, connected or disconnected, changes.</summary>
internal static class LedgerChanges
{
    /// <summary>From the touched keys to rows of the state after.</summary>
    public static ImmutableArray<LedgerRow> Rows(LedgerState after, BlockUndo touched, IEnumerable<EscrowEntry> added, IEnumerable<OutPoint> removed) =>
    [
        LedgerRowCodec.Totals(after),
        .. touched.Nodes.Select(node => LedgerRowCodec.Node(node.Collateral, after.Nodes.Find(node.Collateral))),
        .. touched.Delegates.Select(entry => LedgerRowCodec.Delegates(entry.Collateral, after.Nodes.DelegatesOf(entry.Collateral))),
        .. removed.Select(LedgerRowCodec.NoEscrow),
        .. added.Select(LedgerRowCodec.Escrow),
        .. touched.SproutBefore is null ? Array.Empty<LedgerRow>() : [LedgerRowCodec.Tree(ShieldedPool.Sprout, after.Sprout)],
        .. touched.SaplingBefore is null ? Array.Empty<LedgerRow>() : [LedgerRowCodec.Tree(ShieldedPool.Sapling, after.Sapling)],
    ];
}
