using System.Collections.Immutable;
using Flux.Consensus.Escrow;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>One run of <see cref="BlockRules.Disconnect"/>.</summary>
internal sealed class BlockDisconnection
{
    private readonly Network _network;
    private readonly Block _block;
    private readonly BlockUndo _undo;
    private readonly LedgerState _state;
    private readonly Dictionary<OutPoint, Coin> _made = [];
    private readonly List<CoinEntry> _restored = [];

    public BlockDisconnection(Network network, Block block, BlockUndo undo, LedgerState state)
    {
        if (block.Hash != state.Tip) throw new ArgumentException("The block is not the last one.", nameof(block));
        (_network, _block, _undo, _state) = (network, block, undo, state);
    }

    public DisconnectResult Run()
    {
        Replay();
        _restored.AddRange(_undo.RunOuts);
        var escrows = RestoredEscrows(out var added, out var removed);
        var previous = new LedgerState
        {
            Height = _state.Height - 1,
            Tip = _block.Header.Previous,
            Nodes = RestoredNodes(),
            Escrows = escrows,
            Sprout = _undo.SproutBefore ?? _state.Sprout,
            Sapling = _undo.SaplingBefore ?? _state.Sapling,
            Totals = _undo.Totals,
        };
        var coins = new CoinChanges([.. _made.Select(pair => new CoinEntry(pair.Key, pair.Value))], [.. _restored]);
        return new DisconnectResult(previous, coins, LedgerChanges.Rows(previous, _undo, added, removed), RevokedShielded());
    }

    /// <summary>What the block had added: its nullifiers stand in it, its trees are those of the state.</summary>
    private ShieldedChanges RevokedShielded()
    {
        var nullifiers = _block.Transactions.SelectMany(ShieldedNotes.NullifiersOf).ToImmutableArray();
        var (sprout, sapling) = (_undo.SproutBefore is null ? null : _state.Sprout, _undo.SaplingBefore is null ? null : _state.Sapling);
        return nullifiers.IsEmpty && sprout is null && sapling is null ? ShieldedChanges.None : new ShieldedChanges(nullifiers, sprout, sapling);
    }

    /// <summary>Walks the block as it was connected: what was made and not spent again leaves, what was spent and not made here comes back.</summary>
    private void Replay()
    {
        var next = 0;
        foreach (var transaction in _block.Transactions)
        {
            var first = next;
            if (!transaction.IsCoinbase)
            {
                foreach (var input in transaction.Inputs) TakeBack(input.PreviousOutput, _undo.Spent[next++]);
            }
            foreach (var entry in Created(transaction, first)) _made[entry.OutPoint] = entry.Coin;
        }
        if (next != _undo.Spent.Length) throw new ArgumentException("The undo is not the block's.");
    }

    private void TakeBack(OutPoint outPoint, Coin coin)
    {
        if (!_made.Remove(outPoint)) _restored.Add(new CoinEntry(outPoint, coin));
    }

    private IEnumerable<CoinEntry> Created(Transaction transaction, int firstSpent)
    {
        if (transaction.IsCoinbase || !EscrowRules.IsPayment(_network, transaction)) return CreatedCoins.Of(transaction, _state.Height, null, default);
        var payer = _undo.Spent[firstSpent];
        if (!EscrowRules.Recognize(_network, transaction, payer, out var payment).IsOk) throw new ArgumentException("The undo is not the block's.");
        return CreatedCoins.Of(transaction, _state.Height, payment, payer.Output.ScriptPubKey);
    }

    private FluxNodeList RestoredNodes()
    {
        var editor = new FluxNodeEditor(_state.Nodes);
        foreach (var (collateral, before) in _undo.Nodes)
        {
            if (before is null) editor.Remove(collateral);
            else editor.Put(before);
        }
        foreach (var (collateral, before) in _undo.Delegates) editor.SetDelegates(collateral, before);
        return editor.ToList();
    }

    private EscrowList RestoredEscrows(out ImmutableArray<EscrowEntry> added, out ImmutableArray<OutPoint> removed)
    {
        var list = _state.Escrows;
        removed = [.. _made.Where(pair => pair.Value.IsEscrow).Select(pair => pair.Key)];
        foreach (var outPoint in removed) list = list.Remove(_made[outPoint].Height + _made[outPoint].EscrowBlocks, outPoint);
        added = [.. _restored.Where(entry => entry.Coin.IsEscrow).Select(EntryOf)];
        foreach (var entry in added) list = list.Add(entry);
        return list;
    }

    private static EscrowEntry EntryOf(CoinEntry entry) => new(entry.OutPoint, entry.Coin.Output.Value, entry.Coin.Height, entry.Coin.EscrowBlocks);
}
