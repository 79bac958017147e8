namespace Flux.Chain.Store.Rocks;

/// <summary>How much memory and how many files one database may use.</summary>
/// <param name="BlockCacheBytes">One cache shared by all families; index and filter blocks live in it, so memory stays bounded.</param>
/// <param name="WriteBufferBytes">Upper bound of all memtables together.</param>
/// <param name="MaxOpenFiles">File descriptors kept open.</param>
/// <param name="BackgroundJobs">Threads for flushes and compactions.</param>
internal sealed record RocksSettings(long BlockCacheBytes, long WriteBufferBytes, int MaxOpenFiles = 128, int BackgroundJobs = 2);
