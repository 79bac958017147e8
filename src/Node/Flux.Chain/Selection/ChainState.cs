using System.Collections.Immutable;
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
    /// <summary>A run ends at so many signatures: enough to keep every core busy, few enough to be quick to repeat.</summary>
    private const int MostChecks = 4_000;

    private const int MostBlocks = 64;

    private readonly BlockReader _reader = new(store.Archive);
    private readonly ConnectOptions _options = new() { SignatureCache = new KnownSignatures(signatures) };

    /// <summary>The state after the tip.</summary>
    public LedgerState Ledger { get; private set; } = store.ReadLedger();

    public HeaderEntry Tip => tree.Tip;

    /// <summary>
    /// Connects blocks, each the child of the one before and the first a child of the tip, until one is refused or a run is full. The
    /// signatures of the run are checked together at its end; when one of them is bad, the run is taken back and its blocks are judged
    /// one by one. Refused: nothing of that block has changed.
    /// </summary>
    public ConnectedRun ConnectRun(IEnumerable<(HeaderEntry Entry, Block Block)> blocks)
    {
        var connected = new List<(HeaderEntry Entry, Block Block)>();
        var left = ImmutableArray.CreateBuilder<IDeferredCheck>();
        foreach (var (entry, block) in blocks)
        {
            var verdict = Judge(entry, block, out var result);
            if (!verdict.IsOk) return Settle(connected, left, new ConnectedRun(connected, entry, verdict));
            left.AddRange(ChecksOf(entry, result!));
            Apply(entry, block, result!);
            connected.Add((entry, block));
            if (left.Count >= MostChecks || connected.Count >= MostBlocks) break;
        }
        return Settle(connected, left, new ConnectedRun(connected, null, Verdict.Ok));
    }

    private ConnectedRun Settle(List<(HeaderEntry Entry, Block Block)> connected, ImmutableArray<IDeferredCheck>.Builder left, ConnectedRun run)
    {
        if (RunChecks(left.DrainToImmutable()).IsOk) return run;
        for (var i = connected.Count - 1; i >= 0; i--)
        {
            Disconnect();
            // Put back what was known before: a block whose signatures were not found good was never connected.
            tree.Put(connected[i].Entry);
        }
        var good = new List<(HeaderEntry Entry, Block Block)>();
        foreach (var (entry, block) in connected)
        {
            var verdict = Connect(entry, block);
            if (!verdict.IsOk) return new ConnectedRun(good, entry, verdict);
            good.Add((entry, block));
        }
        throw new InvalidOperationException("Signatures that were refused together were accepted one by one.");
    }

    private Verdict Connect(HeaderEntry entry, Block block)
    {
        var verdict = Judge(entry, block, out var result);
        if (verdict.IsOk) verdict = RunChecks(ChecksOf(entry, result!));
        if (verdict.IsOk) Apply(entry, block, result!);
        return verdict;
    }

    private Verdict Judge(HeaderEntry entry, Block block, out ConnectResult? result)
    {
        ConnectResult? found = null;
        var verdict = judge.Judge(entry.Hash, () =>
        {
            store.Coins.ReadAhead(SpentOutside(block));
            found = BlockRules.Connect(network, block, tree.BranchOf(tree.Tip), Ledger, store.Coins, _options, store.Shielded);
            return found.Verdict;
        });
        result = found;
        return verdict;
    }

    // Every rule depends on nothing but the ancestors: what was connected once needs no second look at its signatures.
    private static ImmutableArray<IDeferredCheck> ChecksOf(HeaderEntry entry, ConnectResult result) =>
        (entry.Status & HeaderStatus.WasConnected) != 0 ? [] : result.Checks;

    private Verdict RunChecks(ImmutableArray<IDeferredCheck> left) => judge.Judge(tree.Tip.Hash, () => checks.Run(left));

    /// <summary>What connecting a child of the tip would say, without its scripts if so wanted; changes nothing.</summary>
    public Verdict TryConnect(Block block, bool runScripts = true)
    {
        var result = BlockRules.Connect(network, block, tree.BranchOf(tree.Tip), Ledger, store.Coins, _options with { RunsScripts = runScripts }, store.Shielded);
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
        store.Shielded.Remove(result.Shielded);
        foreach (var row in result.Rows) Store(row);
        indexes.Disconnect(block, tip.Height, undo);
        Ledger = result.Previous;
        tree.Disconnect();
        return block;
    }

    /// <summary>
    /// Takes the tip back and judges it anew with all checks, on the state that its header commits to. Nothing has changed afterwards; null
    /// when all is well.
    /// </summary>
    public string? JudgeTipAnew()
    {
        var (tip, before) = (tree.Tip, Ledger);
        var block = Disconnect();
        if (network.StateRoot == StateRootRule.NodeRecords && Ledger.Nodes.Root != block.Header.StateRoot) return $"its node list is not the one that header {tip.Hash} commits to";
        var run = ConnectRun([(tree.Find(tip.Hash)! with { Status = tip.Status & ~(HeaderStatus.WasConnected | HeaderStatus.OnMainChain) }, block)]);
        if (run.Refused is not null) return $"block {tip.Hash} is not valid on it ({run.Verdict})";
        return Ledger.Totals == before.Totals && Ledger.Nodes.Root == before.Nodes.Root ? null : $"block {tip.Hash} leads to another state";
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
        store.Shielded.Add(result.Shielded);
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
