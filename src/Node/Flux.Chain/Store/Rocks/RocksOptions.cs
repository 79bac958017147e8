namespace Flux.Chain.Store.Rocks;

/// <summary>The native option objects of one database; kept until it is closed.</summary>
internal sealed class RocksOptions : IDisposable
{
    private const int WarningsOnly = 2;
    private const int PointInTimeRecovery = 2;
    private const double BloomBitsPerKey = 10;
    private const int ArenaBlockBytes = 64 << 10;
    private const int LogFileBytes = 1 << 20;
    private const int TwoLevelIndex = 2;
    private const int MetadataBlockBytes = 4 << 10;

    private readonly nint _cache;
    private readonly nint _table;

    public RocksOptions(RocksSettings settings)
    {
        _cache = RocksImports.CreateLruCache((nuint)settings.BlockCacheBytes);
        _table = CreateTable(_cache);
        Database = CreateDatabase(settings);
    }

    /// <summary>Options of the database and of every family.</summary>
    public nint Database { get; }

    private static nint CreateTable(nint cache)
    {
        var table = RocksImports.CreateTableOptions();
        RocksImports.SetBlockCache(table, cache);
        RocksImports.SetFilterPolicy(table, RocksImports.CreateBloomFilter(BloomBitsPerKey));
        RocksImports.SetCacheIndexAndFilterBlocks(table, 1);
        // In pages: the whole filter of a table with a million rows is a megabyte, and a few of these push each other out of the cache,
        // to be read anew for every row that is looked for.
        RocksImports.SetIndexType(table, TwoLevelIndex);
        RocksImports.SetPartitionFilters(table, 1);
        RocksImports.SetMetadataBlockSize(table, MetadataBlockBytes);
        return table;
    }

    private nint CreateDatabase(RocksSettings settings)
    {
        var options = RocksImports.CreateOptions();
        RocksImports.SetCreateIfMissing(options, 1);
        RocksImports.SetCreateMissingColumnFamilies(options, 1);
        RocksImports.SetWriteBufferSize(options, (nuint)settings.WriteBufferBytes / 2);
        RocksImports.SetDbWriteBufferSize(options, (nuint)settings.WriteBufferBytes);
        RocksImports.SetArenaBlockSize(options, ArenaBlockBytes);
        RocksImports.SetMaxOpenFiles(options, settings.MaxOpenFiles);
        RocksImports.SetMaxBackgroundJobs(options, settings.BackgroundJobs);
        RocksImports.SetMaxTotalWalSize(options, (ulong)settings.WriteBufferBytes * 2);
        RocksImports.SetKeepLogFileNum(options, 2);
        RocksImports.SetMaxLogFileSize(options, LogFileBytes);
        RocksImports.SetInfoLogLevel(options, WarningsOnly);
        RocksImports.SetStatsDumpPeriod(options, 0);
        RocksImports.SetStatsPersistPeriod(options, 0);
        // A torn last record is dropped, and with it the whole batch it belongs to; anything before it stays.
        RocksImports.SetWalRecoveryMode(options, PointInTimeRecovery);
        // Keys are hashes and values are mostly scripts: compression was measured and gains nothing (reference/dependencies.md).
        RocksImports.SetCompression(options, 0);
        RocksImports.SetBlockBasedTableFactory(options, _table);
        return options;
    }

    public void Dispose()
    {
        RocksImports.DestroyOptions(Database);
        RocksImports.DestroyTableOptions(_table);
        RocksImports.DestroyCache(_cache);
    }
}
