using Flux.Chain.Mempool;
using Flux.Chain.Selection;
using Flux.Chain.Snapshots;
using Flux.Chain.Store;
using Flux.Chain.Store.Files;
using Flux.Consensus.Ledger;
using Flux.Consensus.Work;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Writer;

/// <summary>
/// Brings a chain directory up: opens the store, cuts what a crash tore, judges complete blocks that lie behind the flushed state once
/// more, and selects the best branch. A directory without database rebuilds everything from its block files.
/// </summary>
internal static partial class ChainStart
{
    public static async Task<ChainCore> OpenAsync(ChainOptions options, TimeProvider time, ILogger log, CancellationToken stopping)
    {
        var store = ChainStore.Open(options);
        try
        {
            var tail = ArchiveTail.Recover(store.Archive);
            if (options.Snapshot is { } source && store.Meta is null && tail.Count == 0)
            {
                options.OnOpening?.Invoke(OpeningStep.Snapshot);
                return await LoadAsync(options, store, source, time, log, stopping);
            }
            var tree = store.Meta is { } meta ? HeaderTree.Load(store.Headers, meta.Tip, meta.BestHeader, options.HeaderWindow) : NewTree(options, store, tail);
            var core = new ChainCore(options, store, tree, time, log);
            options.OnOpening?.Invoke(OpeningStep.Blocks);
            await new TailReplay(core, time, log).RunAsync(tail, stopping);
            ArchiveTail.Adopt(store.Archive);
            CrashPoint.Reach(CrashPoint.StartReplayed);
            options.OnOpening?.Invoke(OpeningStep.BestChain);
            core.Select(ChainCore.NoBlocks, stopping);
            core.Flush();
            options.OnOpening?.Invoke(OpeningStep.Pool);
            if (options.PersistPool) RestorePool(core, options, log);
            return core;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static void RestorePool(ChainCore core, ChainOptions options, ILogger log)
    {
        if (PoolSaver.ReadFees(options.DataDirectory, options.Network.Genesis.Hash, log) is { } fees) core.Fees.TryRestore(fees);
        if (PoolSaver.Read(options.DataDirectory, options.Network.Genesis.Hash, log) is not { } saved) return;
        LogRestored(log, core.RestorePool(saved), saved.Transactions.Length);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "mempool.dat: {Restored} of {Saved} transactions wait again")]
    private static partial void LogRestored(ILogger log, int restored, int saved);

    private static async Task<ChainCore> LoadAsync(ChainOptions options, ChainStore store, SnapshotSource source, TimeProvider time, ILogger log, CancellationToken stopping)
    {
        var tree = NewTree(options, store, []);
        // The ledger rows of genesis give way to those of the snapshot.
        store.Ledger.Clear();
        var loaded = await new SnapshotLoad(options, store, tree, time, log).RunAsync(source, stopping);
        var core = new ChainCore(options, store, tree, time, log);
        if (Objection(core) is { } objection) throw SnapshotFile.Wrong(source.Path, objection);
        core.Began(loaded);
        core.Flush();
        SnapshotLoad.Finish(options.DataDirectory);
        return core;
    }

    private static string? Objection(ChainCore core)
    {
        try
        {
            return core.Parts.State.JudgeTipAnew();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return $"its last block's undo does not belong to it ({fault.Message})";
        }
    }

    private static HeaderTree NewTree(ChainOptions options, ChainStore store, IReadOnlyList<FlatPosition> tail)
    {
        var genesis = options.Network.Genesis;
        var stored = tail.Count > 0 && store.Archive.ReadBlock(tail[0]).AsSpan().SequenceEqual(genesis.ToBytes());
        if (tail.Count > 0 && !stored)
            throw new ChainStoreException(ChainStoreFault.WrongNetwork, $"The block files of {options.DataDirectory} do not begin with the genesis block of network {options.Network.Name}. Choose another -datadir, or the network (and on local the genesis time) they were made for.");
        foreach (var row in LedgerRows.Of(LedgerState.AtGenesis(options.Network))) store.Ledger.Put(row.Key.ToArray(), row.Value!.Value.ToArray());
        return HeaderTree.Create(store.Headers, new HeaderEntry
        {
            Hash = genesis.Hash,
            Previous = BlockHash.Zero,
            Height = 0,
            Version = genesis.Header.Version,
            Time = genesis.Header.Time,
            Bits = genesis.Header.Bits,
            ChainWork = ChainWork.Of(genesis.Header),
            Status = HeaderStatus.HasBlock | HeaderStatus.HasAncestors | HeaderStatus.WasConnected | HeaderStatus.OnMainChain,
            TransactionCount = genesis.Transactions.Length,
            ChainTransactions = genesis.Transactions.Length,
            BlockBytes = genesis.ToBytes().Length,
            BlockChecksum = BlockReader.Checksum(genesis.ToBytes()),
            BlockPosition = stored ? tail[0] : store.Archive.AppendBlock(genesis.ToBytes()),
        }, options.HeaderWindow);
    }
}
