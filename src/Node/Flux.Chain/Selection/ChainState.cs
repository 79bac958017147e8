using Flux.Chain.Indexes;
using Flux.Chain.Store;
using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Coins, ledger state, indexes and main chain, moved one block forward or back at a time. For the writer only; nothing is durable
/// before the next flush.
/// </summary>
internal sealed class ChainState(
    Network network, ChainStore store, HeaderTree tree, CheckRunner checks, ISignatureCache signatures, SafeJudge judge, BlockIndexes indexes)
{
    private readonly BlockReader _reader = new(store.Archive);
    private readonly ConnectOptions _options = new() { SignatureCache = new KnownSignatures(signatures) };

    /// <summary>The state after the tip.</summary>
    public LedgerState Ledger { get; private set; } = store.ReadLedger();

    public HeaderEntry Tip => tree.Tip;

    /// <summary>Connects a child of the tip; refused: nothing has changed.</summary>
    public Verdict Connect(HeaderEntry entry, Block block)
    {
        ConnectResult? result = null;
        var verdict = judge.Judge(block.Hash, () =>
        {
            store.Coins.ReadAhead(SpentOutside(block));
            result = BlockRules.Connect(network, block, tree.BranchOf(tree.Tip), Ledger, store.Coins, _options);
            // Every rule depends on nothing but the ancestors: what was connected once needs no second look at its signatures.
            var known = (entry.Status & HeaderStatus.WasConnected) != 0;
            return result.IsOk && !known ? checks.Run(result.Checks) : result.Verdict;
        });
        if (verdict.IsOk) Apply(entry, block, result!);
        return verdict;
    }

    /// <summary>What connecting a child of the tip would say, without its scripts if so wanted; changes nothing.</summary>
    public Verdict TryConnect(Block block, bool runScripts = true)
    {
        var result = BlockRules.Connect(network, block, tree.BranchOf(tree.Tip), Ledger, store.Coins, _options with { RunsScripts = runScripts });
        return result.IsOk ? checks.Run(result.Checks) : result.Verdict;
    }

    /// <summary>Takes the tip back and returns it.</summary>
    public Block Disconnect()
    {
        var tip = tree.Tip;
        var block = _reader.Block(tip);
        var undo = _reader.Undo(tip);
        var result = BlockRules.Disconnect(network, block, undo, Ledger);
        store.Coins.Apply(result.Coins);
        foreach (var row in result.Rows) Store(row);
        indexes.Disconnect(block, tip.Height, undo);
        Ledger = result.Previous;
        tree.Disconnect();
        return block;
    }

    /// <summary>The stored block of an entry.</summary>
    public Block ReadBlock(HeaderEntry entry) => _reader.Block(entry);

    private void Apply(HeaderEntry entry, Block block, ConnectResult result)
    {
        if (entry.UndoPosition.IsNone)
        {
            var file = entry.BlockPosition.File;
            entry = entry with { UndoPosition = new(file, store.Archive.AppendUndo(file, entry.Hash, BlockUndoCodec.ToBytes(result.Undo!))) };
        }
        store.Coins.Apply(result.Coins);
        foreach (var row in result.Rows) Store(row);
        indexes.Connect(block, entry.Height, result.Undo!);
        Ledger = result.Next!;
        tree.Connect(entry);
    }

    private void Store(LedgerRow row)
    {
        if (row.Value is { } value) store.Ledger.Put(row.Key.ToArray(), value.ToArray());
        else store.Ledger.Delete(row.Key.ToArray());
    }

    private static IEnumerable<OutPoint> SpentOutside(Block block)
    {
        var made = block.Transactions.Select(transaction => transaction.Id).ToHashSet();
        return block.Transactions.Skip(1).SelectMany(transaction => transaction.Inputs)
            .Select(input => input.PreviousOutput).Where(outPoint => !made.Contains(outPoint.Transaction));
    }
}
