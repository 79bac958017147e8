using Flux.Chain.Store.Rocks;
using Flux.Consensus.Blocks;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Chain.Store.Coins;

/// <summary>
/// The coin set as of the tip: what changed since the last flush and what was read lately, in front of the database. One writer
/// changes it, a block at a time; any thread may look a coin up.
/// </summary>
internal sealed class CoinCache(RocksDatabase database, RocksFamily family, long limitBytes) : ICoinView
{
    /// <summary>Dictionary slot, coin and script object, without the script's bytes.</summary>
    private const int EntryOverhead = 168;

    private readonly Lock _gate = new();
    private readonly CoinTable<CachedCoin> _entries = new();
    private long _bytes;
    private long _dirtyBytes;
    private long _flushes;

    /// <summary>Rough memory of everything cached.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Rough memory of what waits for the next batch.</summary>
    public long DirtyBytes => Volatile.Read(ref _dirtyBytes);

    /// <summary>The unspent coin, or null.</summary>
    public Coin? Find(OutPoint outPoint)
    {
        long flushes;
        lock (_gate)
        {
            if (_entries.TryGetValue(outPoint, out var cached)) return cached.Coin;
            flushes = _flushes;
        }
        Span<byte> key = stackalloc byte[CoinCodec.KeySize];
        CoinCodec.WriteKey(key, outPoint);
        return database.Get(family, key) is { } value ? Remember(outPoint, CoinCodec.ReadValue(value), flushes) : null;
    }

    /// <summary>True when a transaction has flushed outputs that are still unspent.</summary>
    public bool HasFlushed(TxId transaction)
    {
        using var cursor = database.Cursor(family);
        for (cursor.Seek(transaction.Value.Bytes); cursor.IsValid && CoinCodec.ReadKey(cursor.Key) is var outPoint && outPoint.Transaction == transaction; cursor.Next())
        {
            if (Find(outPoint) is not null) return true;
        }
        return false;
    }

    /// <summary>Reads coins that are about to be needed from the database, many at once.</summary>
    public void ReadAhead(IEnumerable<OutPoint> outPoints)
    {
        var missing = new List<OutPoint>();
        long flushes;
        lock (_gate)
        {
            flushes = _flushes;
            foreach (var outPoint in outPoints) if (!_entries.ContainsKey(outPoint)) missing.Add(outPoint);
        }
        if (missing.Count < 2) return;
        var values = database.MultiGet(family, CoinCodec.Keys(missing), CoinCodec.KeySize);
        for (var i = 0; i < values.Length; i++) if (values[i] is { } value) Remember(missing[i], CoinCodec.ReadValue(value), flushes);
    }

    /// <summary>Applies one block, or one block taken back, as a whole.</summary>
    public void Apply(CoinChanges changes)
    {
        lock (_gate)
        {
            foreach (var spent in changes.Spent) Spend(spent.OutPoint);
            foreach (var created in changes.Created) Create(created.OutPoint, Detached(created.Coin));
        }
    }

    /// <summary>Puts all changes into the batch.</summary>
    public void WriteTo(RocksBatch batch)
    {
        Span<byte> key = stackalloc byte[CoinCodec.KeySize];
        lock (_gate)
        {
            foreach (var (outPoint, cached) in _entries.Entries())
            {
                if (!cached.IsDirty) continue;
                CoinCodec.WriteKey(key, outPoint);
                if (cached.Coin is { } coin) batch.Put(family, key, CoinCodec.Value(coin));
                else batch.Delete(family, key);
            }
        }
    }

    /// <summary>What the batch held is in the database now: forgets spent coins, and as many others as memory demands.</summary>
    public void MarkWritten()
    {
        lock (_gate)
        {
            var tooMuch = _bytes > limitBytes;
            foreach (var (outPoint, cached) in _entries.Entries())
            {
                if (cached.Coin is null || (tooMuch && _bytes > limitBytes / 2)) Drop(outPoint, cached);
                else if (cached.IsDirty) MarkClean(outPoint);
            }
            _dirtyBytes = 0;
            _flushes++;
        }
    }

    private void MarkClean(OutPoint outPoint)
    {
        ref var cached = ref _entries.Reference(outPoint);
        cached = new CachedCoin(cached.Coin, IsDirty: false, IsFresh: false);
    }

    private Coin? Remember(OutPoint outPoint, Coin coin, long flushesBefore)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(outPoint, out var cached)) return cached.Coin;
            // After a flush in between, what was read may be older than the coin set: good enough for the reader, not for the cache.
            if (_flushes == flushesBefore && _bytes < limitBytes) Add(outPoint, new CachedCoin(coin, IsDirty: false, IsFresh: false));
            return coin;
        }
    }

    /// <summary>The coin with a script of its own: the one in a block shares, and would keep in memory, its whole transaction.</summary>
    private static Coin Detached(Coin coin) => coin with { Output = coin.Output with { ScriptPubKey = new Script(coin.Output.ScriptPubKey.Bytes.ToArray()) } };

    private void Spend(OutPoint outPoint)
    {
        var known = _entries.TryGetValue(outPoint, out var cached);
        if (known) Drop(outPoint, cached);
        if (known && cached.IsFresh) return;
        Add(outPoint, new CachedCoin(null, IsDirty: true, IsFresh: false));
    }

    private void Create(OutPoint outPoint, Coin coin)
    {
        var known = _entries.TryGetValue(outPoint, out var cached);
        if (known) Drop(outPoint, cached);
        // Not cached means not in the database either: consensus does not let an unspent output be overwritten.
        Add(outPoint, new CachedCoin(coin, IsDirty: true, IsFresh: !known || cached.IsFresh));
    }

    private void Add(OutPoint outPoint, CachedCoin cached)
    {
        _entries.Set(outPoint, cached);
        Count(cached, 1);
    }

    private void Drop(OutPoint outPoint, CachedCoin cached)
    {
        _entries.Remove(outPoint);
        Count(cached, -1);
    }

    private void Count(CachedCoin cached, int sign)
    {
        var size = sign * (EntryOverhead + (cached.Coin?.Output.ScriptPubKey.Length ?? 0));
        _bytes += size;
        if (cached.IsDirty) _dirtyBytes += size;
    }

    /// <summary>A coin, or null for one that was spent; fresh: the database has no row for it.</summary>
    private readonly record struct CachedCoin(Coin? Coin, bool IsDirty, bool IsFresh);
}
