namespace Flux.Chain.Store;

/// <summary>How the memory of <see cref="ChainOptions.CacheMiB"/> is divided.</summary>
/// <param name="BlockCacheBytes">RocksDB's cache of table blocks, indexes and filters.</param>
/// <param name="WriteBufferBytes">RocksDB's memtables.</param>
/// <param name="CoinBytes">The managed coin cache.</param>
internal sealed record CacheBudget(long BlockCacheBytes, long WriteBufferBytes, long CoinBytes)
{
    private const long MiB = 1 << 20;

    public static CacheBudget Of(int cacheMiB)
    {
        var total = cacheMiB * MiB;
        var block = Math.Clamp(total / 8, 2 * MiB, 256 * MiB);
        var write = Math.Clamp(total / 8, 2 * MiB, 128 * MiB);
        return new CacheBudget(block, write, Math.Max(total - block - write, MiB));
    }
}
