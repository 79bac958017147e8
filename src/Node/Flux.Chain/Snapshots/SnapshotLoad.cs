using Flux.Chain.Import;
using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Snapshots;

/// <summary>
/// Fills an empty store from a snapshot. Headers are judged with every rule; rows are taken over, counted, and the base block is judged
/// on top of the state before it. What lies below is judged later, in the background (<see cref="HistoryCheck"/>).
/// </summary>
internal sealed partial class SnapshotLoad(ChainOptions options, ChainStore store, HeaderTree tree, TimeProvider time, ILogger log)
{
    private const int HeadersAtOnce = 5_000;
    private const int RowsAtOnce = 50_000;
    private const string UnfinishedMark = "snapshot.loading";

    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private long _reported = time.GetTimestamp();

    /// <summary>Deletes what a load that did not finish left in a chain directory.</summary>
    public static void ClearUnfinished(string directory, string database, string blocks)
    {
        if (!File.Exists(Path.Combine(directory, UnfinishedMark))) return;
        if (Directory.Exists(database)) Directory.Delete(database, recursive: true);
        if (Directory.Exists(blocks)) Directory.Delete(blocks, recursive: true);
        File.Delete(Path.Combine(directory, UnfinishedMark));
    }

    /// <summary>Says that the load is complete and was found good.</summary>
    public static void Finish(string directory) => File.Delete(Path.Combine(directory, UnfinishedMark));

    /// <summary>Reads the whole file into the store and flushes; the tip is the base block then.</summary>
    /// <exception cref="ChainStoreException">The snapshot cannot be used; the message says why.</exception>
    public async Task<SnapshotBase> RunAsync(SnapshotSource source, CancellationToken stopping)
    {
        await using var file = SnapshotFile.Open(source, options.Network);
        await File.WriteAllTextAsync(Path.Combine(options.DataDirectory, UnfinishedMark), source.Path, stopping);
        try
        {
            var reader = new SnapshotReader(file, StoreFamilies.State.Count);
            LogStart(log, source.Path, reader.Head.Height, reader.Head.Base);
            await ReadHeadersAsync(reader, file, stopping);
            ReadRows(reader, file, stopping);
            ReadBase(reader);
        }
        catch (SnapshotFormatException fault)
        {
            throw SnapshotFile.Wrong(source.Path, fault.Message, fault);
        }
        store.Flush(tree.Tip.Hash, tree.Best.Hash);
        return Count(source.Path, stopping);
    }

    private async Task ReadHeadersAsync(SnapshotReader reader, FileStream file, CancellationToken stopping)
    {
        var waiting = 0;
        await foreach (var (read, header, verdict) in LookAhead.RunAsync(reader.Headers(), Judge, header => header.Bytes.Length, 1_000, 4 << 20, stopping))
        {
            Add(read, header, verdict);
            if (++waiting % HeadersAtOnce != 0) continue;
            store.FlushHeaders();
            tree.MarkFlushed();
            Report("headers", file);
        }
        if (tree.Tip.Hash != reader.Head.Base) throw new SnapshotFormatException($"its headers end with {tree.Tip.Hash}, not with {reader.Head.Base}");
        store.FlushHeaders();
    }

    private (SnapshotHeader Read, BlockHeader? Header, Verdict Verdict) Judge(SnapshotHeader read)
    {
        var reader = new WireReader(read.Bytes);
        if (!BlockCodec.TryReadHeader(ref reader, out var header) || !reader.IsAtEnd) return (read, null, Verdict.Ok);
        return (read, header, BlockRules.CheckHeader(options.Network, header));
    }

    private void Add(SnapshotHeader read, BlockHeader? header, Verdict verdict)
    {
        var parent = tree.Tip;
        if (header is null || header.Previous != parent.Hash) throw new SnapshotFormatException($"the header at height {parent.Height + 1} cannot be read or does not follow the one before it");
        if (verdict.IsOk) verdict = BlockRules.CheckHeaderContext(options.Network, header, tree.BranchOf(parent), Now(), parent.Height);
        if (!verdict.IsOk) throw new SnapshotFormatException($"the header at height {parent.Height + 1} breaks a rule ({verdict})");
        tree.SetBest(tree.Connect(HeaderEntry.Of(options.Network, header, parent) with
        {
            Status = HeaderStatus.HasAncestors | HeaderStatus.Pruned,
            TransactionCount = read.TransactionCount,
            ChainTransactions = parent.ChainTransactions + read.TransactionCount,
            BlockBytes = read.BlockBytes,
        }));
    }

    private void ReadRows(SnapshotReader reader, FileStream file, CancellationToken stopping)
    {
        var batch = new RocksBatch();
        try
        {
            foreach (var row in reader.Rows())
            {
                if (!StoreFamilies.State.Contains(row.Family)) throw new SnapshotFormatException($"it has a family '{row.Family}', which is no part of the state");
                batch.Put(store.Database.Family(row.Family), row.Key, row.Value);
                if (batch.Count < RowsAtOnce) continue;
                stopping.ThrowIfCancellationRequested();
                store.Database.Write(batch);
                batch.Dispose();
                batch = new RocksBatch();
                Report("rows", file);
            }
            store.Database.Write(batch);
        }
        finally
        {
            batch.Dispose();
        }
    }

    private void ReadBase(SnapshotReader reader)
    {
        var (bytes, undo) = reader.ReadEnd();
        if (!BlockCodec.TryParse(bytes, out var block, out var error)) throw new SnapshotFormatException($"the base block cannot be read ({error})");
        if (block.Hash != tree.Tip.Hash) throw new SnapshotFormatException($"the base block is {block.Hash}, not {tree.Tip.Hash}");
        if (BlockRules.CheckBody(options.Network, block) is { IsOk: false } verdict) throw new SnapshotFormatException($"the base block breaks a rule ({verdict})");
        if (!BlockUndoCodec.TryParse(undo, out _, out error)) throw new SnapshotFormatException($"the base block's undo cannot be read ({error})");
        var position = store.Archive.AppendBlock(bytes);
        store.Archive.Note(position.File, tree.Tip.Height);
        tree.Put(tree.Tip with
        {
            Status = (tree.Tip.Status | HeaderStatus.HasBlock) & ~HeaderStatus.Pruned,
            BlockBytes = bytes.Length,
            BlockChecksum = BlockReader.Checksum(bytes),
            BlockPosition = position,
            UndoPosition = new(position.File, store.Archive.AppendUndo(position.File, block.Hash, undo)),
            Header = null,
        });
    }

    private SnapshotBase Count(string path, CancellationToken stopping)
    {
        Consensus.Ledger.LedgerState ledger;
        try
        {
            ledger = store.ReadLedger();
        }
        catch (ChainStoreException fault)
        {
            throw SnapshotFile.Wrong(path, fault.Message, fault);
        }
        using var count = new StateCount(store, ledger);
        var totals = count.Run(new UseGate(), stopping);
        if (!totals.AreConsistent) throw SnapshotFile.Wrong(path, $"its coins sum up to {totals.CoinAmount} and {totals.EscrowWorth} in escrow, where its totals say {ledger.Totals.Coins} and {ledger.Totals.EscrowWorth}");
        using var rows = store.Database.Snapshot();
        LogRead(log, totals.Coins, totals.CoinAmount.ToString(), totals.Nodes);
        return new SnapshotBase(ledger.Tip, ledger.Height, StateDigest.Of(store.Database, rows, stopping), IsChecked: false);
    }

    private void Report(string what, FileStream file)
    {
        if (time.GetElapsedTime(_reported) < ReportEvery) return;
        _reported = time.GetTimestamp();
        LogProgress(log, what, 100.0 * file.Position / file.Length, tree.Tip.Height);
    }

    private uint Now() => (uint)Math.Clamp(time.GetUtcNow().ToUnixTimeSeconds(), 0, uint.MaxValue);

    [LoggerMessage(LogLevel.Information, "Loading snapshot {Path}: height {Height}, block {Base}")]
    private static partial void LogStart(ILogger log, string path, int height, BlockHash @base);

    [LoggerMessage(LogLevel.Information, "Loading snapshot: {What}, {Percent:F1} %, height {Height}")]
    private static partial void LogProgress(ILogger log, string what, double percent, int height);

    [LoggerMessage(LogLevel.Information, "The snapshot holds {Coins} coins worth {Amount}, {Nodes} nodes")]
    private static partial void LogRead(ILogger log, long coins, string amount, int nodes);
}
