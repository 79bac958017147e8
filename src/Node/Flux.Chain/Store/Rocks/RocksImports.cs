using System.Runtime.InteropServices;

namespace Flux.Chain.Store.Rocks;

/// <summary>
/// The few functions of RocksDB's C interface (<c>rocksdb/c.h</c>) that the store uses, taken from the native library of the
/// RocksDB package. Bound here one by one because the package's own binding resolves a thousand functions at its first use,
/// which costs 60 MB of resident memory in every daemon.
/// Keys and values travel as the first byte of a span and a length; every <c>error</c> is a C string that the caller frees.
/// </summary>
internal static class RocksImports
{
    private const string Library = "rocksdb";

    [DllImport(Library, EntryPoint = "rocksdb_options_create")]
    public static extern nint CreateOptions();

    [DllImport(Library, EntryPoint = "rocksdb_options_destroy")]
    public static extern void DestroyOptions(nint options);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_create_if_missing")]
    public static extern void SetCreateIfMissing(nint options, byte value);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_create_missing_column_families")]
    public static extern void SetCreateMissingColumnFamilies(nint options, byte value);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_write_buffer_size")]
    public static extern void SetWriteBufferSize(nint options, nuint bytes);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_db_write_buffer_size")]
    public static extern void SetDbWriteBufferSize(nint options, nuint bytes);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_arena_block_size")]
    public static extern void SetArenaBlockSize(nint options, nuint bytes);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_max_open_files")]
    public static extern void SetMaxOpenFiles(nint options, int count);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_max_background_jobs")]
    public static extern void SetMaxBackgroundJobs(nint options, int count);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_max_total_wal_size")]
    public static extern void SetMaxTotalWalSize(nint options, ulong bytes);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_keep_log_file_num")]
    public static extern void SetKeepLogFileNum(nint options, nuint count);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_max_log_file_size")]
    public static extern void SetMaxLogFileSize(nint options, nuint bytes);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_info_log_level")]
    public static extern void SetInfoLogLevel(nint options, int level);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_stats_dump_period_sec")]
    public static extern void SetStatsDumpPeriod(nint options, uint seconds);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_stats_persist_period_sec")]
    public static extern void SetStatsPersistPeriod(nint options, uint seconds);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_wal_recovery_mode")]
    public static extern void SetWalRecoveryMode(nint options, int mode);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_compression")]
    public static extern void SetCompression(nint options, int kind);

    [DllImport(Library, EntryPoint = "rocksdb_options_set_block_based_table_factory")]
    public static extern void SetBlockBasedTableFactory(nint options, nint table);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_create")]
    public static extern nint CreateTableOptions();

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_destroy")]
    public static extern void DestroyTableOptions(nint table);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_set_block_cache")]
    public static extern void SetBlockCache(nint table, nint cache);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_set_filter_policy")]
    public static extern void SetFilterPolicy(nint table, nint policy);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_set_cache_index_and_filter_blocks")]
    public static extern void SetCacheIndexAndFilterBlocks(nint table, byte value);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_set_index_type")]
    public static extern void SetIndexType(nint table, int type);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_set_partition_filters")]
    public static extern void SetPartitionFilters(nint table, byte value);

    [DllImport(Library, EntryPoint = "rocksdb_block_based_options_set_metadata_block_size")]
    public static extern void SetMetadataBlockSize(nint table, ulong bytes);

    [DllImport(Library, EntryPoint = "rocksdb_filterpolicy_create_bloom_full")]
    public static extern nint CreateBloomFilter(double bitsPerKey);

    [DllImport(Library, EntryPoint = "rocksdb_cache_create_lru")]
    public static extern nint CreateLruCache(nuint bytes);

    [DllImport(Library, EntryPoint = "rocksdb_cache_destroy")]
    public static extern void DestroyCache(nint cache);

    [DllImport(Library, EntryPoint = "rocksdb_open_column_families")]
    public static extern nint Open(
        nint options, byte[] path, int count, nint[] names, nint[] familyOptions, [Out] nint[] families, out nint error);

    [DllImport(Library, EntryPoint = "rocksdb_list_column_families")]
    public static extern nint ListColumnFamilies(nint options, byte[] path, out nuint count, out nint error);

    [DllImport(Library, EntryPoint = "rocksdb_list_column_families_destroy")]
    public static extern void DestroyColumnFamilyList(nint list, nuint count);

    [DllImport(Library, EntryPoint = "rocksdb_close")]
    public static extern void Close(nint database);

    [DllImport(Library, EntryPoint = "rocksdb_column_family_handle_destroy")]
    public static extern void DestroyFamily(nint family);

    [DllImport(Library, EntryPoint = "rocksdb_get_pinned_cf")]
    public static extern nint Get(nint database, nint readOptions, nint family, in byte key, nuint keyLength, out nint error);

    [DllImport(Library, EntryPoint = "rocksdb_pinnableslice_value")]
    public static extern nint SliceValue(nint slice, out nuint length);

    [DllImport(Library, EntryPoint = "rocksdb_pinnableslice_destroy")]
    public static extern void DestroySlice(nint slice);

    [DllImport(Library, EntryPoint = "rocksdb_batched_multi_get_cf")]
    public static extern void MultiGet(
        nint database, nint readOptions, nint family, nuint count, nint[] keys, nuint[] keyLengths,
        [Out] nint[] slices, [Out] nint[] errors, byte sortedInput);

    [DllImport(Library, EntryPoint = "rocksdb_write")]
    public static extern void Write(nint database, nint writeOptions, nint batch, out nint error);

    [DllImport(Library, EntryPoint = "rocksdb_property_value")]
    public static extern nint Property(nint database, byte[] name);

    [DllImport(Library, EntryPoint = "rocksdb_writebatch_create")]
    public static extern nint CreateBatch();

    [DllImport(Library, EntryPoint = "rocksdb_writebatch_destroy")]
    public static extern void DestroyBatch(nint batch);

    [DllImport(Library, EntryPoint = "rocksdb_writebatch_count")]
    public static extern int BatchCount(nint batch);

    [DllImport(Library, EntryPoint = "rocksdb_writebatch_put_cf")]
    public static extern void BatchPut(nint batch, nint family, in byte key, nuint keyLength, in byte value, nuint valueLength);

    [DllImport(Library, EntryPoint = "rocksdb_writebatch_delete_cf")]
    public static extern void BatchDelete(nint batch, nint family, in byte key, nuint keyLength);

    [DllImport(Library, EntryPoint = "rocksdb_readoptions_create")]
    public static extern nint CreateReadOptions();

    [DllImport(Library, EntryPoint = "rocksdb_readoptions_destroy")]
    public static extern void DestroyReadOptions(nint readOptions);

    [DllImport(Library, EntryPoint = "rocksdb_readoptions_set_snapshot")]
    public static extern void SetSnapshot(nint readOptions, nint snapshot);

    [DllImport(Library, EntryPoint = "rocksdb_readoptions_set_fill_cache")]
    public static extern void SetFillCache(nint readOptions, byte value);

    [DllImport(Library, EntryPoint = "rocksdb_writeoptions_create")]
    public static extern nint CreateWriteOptions();

    [DllImport(Library, EntryPoint = "rocksdb_writeoptions_destroy")]
    public static extern void DestroyWriteOptions(nint writeOptions);

    [DllImport(Library, EntryPoint = "rocksdb_writeoptions_set_sync")]
    public static extern void SetSync(nint writeOptions, byte value);

    [DllImport(Library, EntryPoint = "rocksdb_create_snapshot")]
    public static extern nint CreateSnapshot(nint database);

    [DllImport(Library, EntryPoint = "rocksdb_release_snapshot")]
    public static extern void ReleaseSnapshot(nint database, nint snapshot);

    [DllImport(Library, EntryPoint = "rocksdb_create_iterator_cf")]
    public static extern nint CreateIterator(nint database, nint readOptions, nint family);

    [DllImport(Library, EntryPoint = "rocksdb_iter_destroy")]
    public static extern void DestroyIterator(nint iterator);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "rocksdb_iter_valid")]
    public static extern byte IsValid(nint iterator);

    [DllImport(Library, EntryPoint = "rocksdb_iter_seek")]
    public static extern void Seek(nint iterator, in byte key, nuint keyLength);

    [DllImport(Library, EntryPoint = "rocksdb_iter_seek_for_prev")]
    public static extern void SeekForPrevious(nint iterator, in byte key, nuint keyLength);

    [DllImport(Library, EntryPoint = "rocksdb_iter_next")]
    public static extern void Next(nint iterator);

    [DllImport(Library, EntryPoint = "rocksdb_iter_prev")]
    public static extern void Previous(nint iterator);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "rocksdb_iter_key")]
    public static extern nint IteratorKey(nint iterator, out nuint length);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "rocksdb_iter_value")]
    public static extern nint IteratorValue(nint iterator, out nuint length);

    [DllImport(Library, EntryPoint = "rocksdb_iter_get_error")]
    public static extern void IteratorError(nint iterator, out nint error);

    [DllImport(Library, EntryPoint = "rocksdb_free")]
    public static extern void Free(nint memory);
}
