using Flux.Chain.Store.Coins;
using Flux.Chain.Store.Files;
using Flux.Chain.Store.Rocks;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Chain.Store;

/// <summary>
/// Everything on disk of one chain directory. What the writer changes waits in memory until <see cref="Flush"/>, which first syncs the
/// block and undo files and then writes one atomic batch: coins, ledger state, nullifiers and anchors, headers, indexes, file lengths and the tip they describe.
/// </summary>
internal sealed class ChainStore : IDisposable
{
    private const string BlocksFolder = "blocks";
    private const string DatabaseFolder = "chainstate";

    private readonly DirectoryLock _lock;
    private readonly RocksDatabase _database;
    private readonly Network _network;
    private readonly CacheBudget _budget;
    private readonly NativeHeap _heap = new();

    private ChainStore(ChainOptions options, DirectoryLock directoryLock, RocksDatabase database, CacheBudget budget)
    {
        (_lock, _database, _network, _budget) = (directoryLock, database, options.Network, budget);
        Meta = StoreMeta.Read(database);
        FlushMark.Check(database, Meta?.Flush ?? 0);
        if (Meta is not null && Meta.Genesis != _network.Genesis.Hash) throw WrongNetwork(options.DataDirectory, Meta.Genesis);
        Indexes = new StoreIndexSet(database, Meta, Wanted(options));
        Coins = new CoinCache(database, database.Family(StoreFamilies.Coins), budget.CoinBytes);
        Headers = new HeaderRows(database, database.Family(StoreFamilies.Headers), database.Family(StoreFamilies.Heights));
        Ledger = new RowBuffer(database.Family(StoreFamilies.Ledger));
        Shielded = new ShieldedRows(database);
        Archive = new BlockArchive(Path.Combine(options.DataDirectory, BlocksFolder), [.. _network.MessageStart], ReadExtents(), LargestFile(options));
    }

    /// <summary>What the last flush said; null in a new store.</summary>
    public StoreMeta? Meta { get; private set; }

    public BlockArchive Archive { get; }

    public CoinCache Coins { get; }

    public HeaderRows Headers { get; }

    /// <summary>Rows of the ledger state that wait for the next batch.</summary>
    public RowBuffer Ledger { get; }

    /// <summary>Nullifiers and anchors.</summary>
    public ShieldedRows Shielded { get; }

    public StoreIndexSet Indexes { get; }

    /// <summary>For readers of flushed rows.</summary>
    public RocksDatabase Database => _database;

    /// <summary>So much waits that the writer should flush before it goes on.</summary>
    public bool IsFull
    {
        get
        {
            var rows = WaitingRows;
            return Coins.DirtyBytes + rows > _budget.CoinBytes / 3 || Coins.Bytes + rows > _budget.CoinBytes;
        }
    }

    private long WaitingRows => Ledger.Bytes + Shielded.WaitingBytes + Headers.WaitingBytes + Indexes.WaitingBytes;

    /// <summary>Something waits for the next flush.</summary>
    public bool IsDirty => Archive.HasChanged || Coins.DirtyBytes > 0 || Buffers.Any(buffer => !buffer.IsEmpty);

    /// <summary>Takes the directory and opens what is in it. Nothing is judged yet; see <see cref="ArchiveTail"/>.</summary>
    public static ChainStore Open(ChainOptions options)
    {
        var directoryLock = DirectoryLock.Take(options.DataDirectory);
        RocksDatabase? database = null;
        try
        {
            CrashPoint.Reach(CrashPoint.StartLocked);
            options.OnOpening?.Invoke(OpeningStep.Index);
            var path = Path.Combine(options.DataDirectory, DatabaseFolder);
            Snapshots.SnapshotLoad.ClearUnfinished(options.DataDirectory, path, Path.Combine(options.DataDirectory, BlocksFolder));
            if (options.Reindex) Reindexing.Clear(path, Path.Combine(options.DataDirectory, BlocksFolder));
            var budget = CacheBudget.Of(options.CacheMiB);
            var manifest = ManifestMark.Of(path);
            database = RocksDatabase.Open(path, new RocksSettings(budget.BlockCacheBytes, budget.WriteBufferBytes), StoreFamilies.All);
            ManifestMark.Check(database, manifest);
            Mark(database);
            CrashPoint.Reach(CrashPoint.StartOpened);
            return new ChainStore(options, directoryLock, database, budget);
        }
        catch
        {
            database?.Dispose();
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>The ledger state of the last flush.</summary>
    public LedgerState ReadLedger()
    {
        if (Meta is null) return LedgerState.AtGenesis(_network);
        if (!LedgerRows.TryRead(StoredLedgerRows(null), out var state, out var error)) throw ChainStoreException.Corrupt($"the ledger state cannot be read ({error})");
        return state.Tip == Meta.Tip ? state : throw ChainStoreException.Corrupt($"the ledger state is that of {state.Tip}, not of the tip {Meta.Tip}");
    }

    /// <summary>The flushed rows of the ledger state, in order of key.</summary>
    public IEnumerable<LedgerRow> StoredLedgerRows(RocksSnapshot? snapshot)
    {
        using var cursor = _database.Cursor(_database.Family(StoreFamilies.Ledger), snapshot);
        for (cursor.Seek([]); cursor.IsValid; cursor.Next()) yield return new LedgerRow(cursor.Key, cursor.Value);
    }

    /// <summary>Makes everything up to now durable, all or nothing.</summary>
    public void Flush(BlockHash tip, BlockHash bestHeader)
    {
        CrashPoint.Reach(CrashPoint.FlushBeforeSync);
        Archive.Sync();
        CrashPoint.Reach(CrashPoint.FlushBeforeBatch);
        var meta = new StoreMeta(StoreMeta.CurrentFormat, _network.Genesis.Hash, Indexes.Complete, tip, bestHeader, (Meta?.Flush ?? 0) + 1);
        using (var batch = new RocksBatch())
        {
            Fill(batch, meta);
            _database.Write(batch);
        }
        CrashPoint.Reach(CrashPoint.FlushAfterBatch);
        Meta = meta;
        var written = Coins.DirtyBytes + WaitingRows;
        Coins.MarkWritten();
        foreach (var buffer in Buffers) buffer.Clear();
        _heap.Wrote(written);
    }

    /// <summary>Writes the waiting headers alone: only while a snapshot is being loaded, when nothing describes a state yet.</summary>
    public void FlushHeaders()
    {
        using var batch = new RocksBatch();
        foreach (var buffer in Headers.Buffers)
        {
            buffer.WriteTo(batch);
            buffer.Clear();
        }
        _database.Write(batch);
    }

    public void Dispose()
    {
        Archive.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    /// <summary>Opening began a new manifest; from now on that is the one to be compared.</summary>
    private static void Mark(RocksDatabase database)
    {
        using var batch = new RocksBatch();
        ManifestMark.WriteTo(batch, database);
        database.Write(batch);
    }

    private IEnumerable<RowBuffer> Buffers => [.. Headers.Buffers, Ledger, .. Shielded.Buffers, .. Indexes.Buffers];

    private void Fill(RocksBatch batch, StoreMeta meta)
    {
        Coins.WriteTo(batch);
        foreach (var buffer in Buffers) buffer.WriteTo(batch);
        var files = _database.Family(StoreFamilies.Files);
        foreach (var extent in Archive.TakeChanged()) batch.Put(files, extent.Key(), extent.Value());
        ManifestMark.WriteTo(batch, _database);
        FlushMark.WriteTo(batch, _database, meta.Flush);
        meta.WriteTo(batch, _database.Family(StoreFamilies.Meta));
    }

    private List<FileExtent> ReadExtents()
    {
        var extents = new List<FileExtent>();
        using var cursor = _database.Cursor(_database.Family(StoreFamilies.Files));
        for (cursor.Seek([]); cursor.IsValid; cursor.Next()) extents.Add(FileExtent.Read(cursor.Key, cursor.Value));
        return extents;
    }

    private static long LargestFile(ChainOptions options) =>
        options.LargestBlockFile ?? (options.PruneTarget is null ? BlockArchive.LargestFile : Selection.BlockPruner.LargestFile);

    private static StoreIndexes Wanted(ChainOptions options) =>
        (options.TransactionIndex ? StoreIndexes.Transactions : 0)
        | (options.AddressIndex ? StoreIndexes.Addresses : 0)
        | (options.SpentIndex ? StoreIndexes.Spent : 0)
        | (options.TimestampIndex ? StoreIndexes.Times : 0);

    private ChainStoreException WrongNetwork(string directory, BlockHash genesis) => new(
        ChainStoreFault.WrongNetwork,
        $"{directory} holds a chain with genesis block {genesis}, not {_network.Genesis.Hash} of network {_network.Name}. Choose another -datadir, or the network (and on local the genesis time) it was made for.");
}
