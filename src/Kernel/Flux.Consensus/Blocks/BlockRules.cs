using Flux.Consensus.Headers;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>
/// The four verbs of block validation (architecture §5): <c>Check</c> needs nothing, <c>CheckContext</c> the ancestors, <c>Connect</c> coins and
/// node list, <c>Disconnect</c> is its exact inverse.
/// </summary>
public static partial class BlockRules
{
    /// <summary>What a header must be by itself: version, proof of work or form of the proof of node.</summary>
    public static Verdict CheckHeader(Network network, BlockHeader header) => HeaderRules.Check(network, header);

    /// <summary>What a block must be by itself, header included: Merkle root, sizes, transactions, signature operations.</summary>
    public static Verdict Check(Network network, Block block)
    {
        var verdict = CheckHeader(network, block.Header);
        return verdict.IsOk ? BlockForm.Check(network, block) : verdict;
    }

    /// <summary>What a body must be by itself; its header was judged before, or has no proof of work yet.</summary>
    public static Verdict CheckBody(Network network, Block block) => BlockForm.Check(network, block);

    /// <summary>What a header must be after its ancestors.</summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="header">Judged.</param>
    /// <param name="parent">The branch ending in its parent.</param>
    /// <param name="now">Unix seconds, for "too far ahead".</param>
    /// <param name="tipHeight">Height of the node's own tip, for reorg limit and early time rule.</param>
    public static Verdict CheckHeaderContext(Network network, BlockHeader header, IAncestry parent, uint now, int tipHeight) =>
        HeaderRules.CheckContext(network, header, parent, now, tipHeight);

    /// <summary>What a block must be after its ancestors: finality, expiry, transaction versions, coinbase script.</summary>
    public static Verdict CheckContext(Network network, Block block, IAncestry parent) => BlockForm.CheckContext(network, block, parent);

    /// <summary>
    /// Applies a block that passed the other three to the state and the coins of its parent. Changes nothing itself: it says what changes.
    /// </summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="block">Judged.</param>
    /// <param name="parent">The branch ending in its parent.</param>
    /// <param name="state">The state after its parent.</param>
    /// <param name="coins">The coins after its parent.</param>
    /// <param name="options">Scripts and caches; null for the usual.</param>
    /// <param name="shielded">Nullifiers and anchors after its parent; null only where shielded parts are refused.</param>
    public static ConnectResult Connect(
        Network network, Block block, IAncestry parent, LedgerState state, ICoinView coins, ConnectOptions? options = null, IShieldedView? shielded = null) =>
        new BlockConnection(network, block, parent, state, coins, shielded ?? NoShieldedView.Instance, options ?? ConnectOptions.Default).Run();

    /// <summary>Takes the last connected block back. A block or undo that does not belong to <paramref name="state"/> is a bug.</summary>
    public static DisconnectResult Disconnect(Network network, Block block, BlockUndo undo, LedgerState state) =>
        new BlockDisconnection(network, block, undo, state).Run();
}
