using System.Buffers.Binary;
using Flux.Chain.Selection;
using Flux.Chain.Store.Rocks;
using Flux.Primitives;

namespace Flux.Chain.Store.Rows;

/// <summary>
/// Header entries on disk: one family by height, one that knows the height of a hash. Reads see what was flushed, on any thread; writes
/// wait in buffers for the next batch.
/// </summary>
internal sealed class HeaderRows(RocksDatabase database, RocksFamily byHeight, RocksFamily heights)
{
    private readonly RowBuffer _entries = new(byHeight);
    private readonly RowBuffer _heights = new(heights);

    /// <summary>Rough memory of what waits.</summary>
    public long WaitingBytes => _entries.Bytes + _heights.Bytes;

    public IEnumerable<RowBuffer> Buffers => [_entries, _heights];

    public void Put(HeaderEntry entry)
    {
        _entries.Put(HeaderRowCodec.Key(entry.Height, entry.Hash), HeaderRowCodec.Value(entry));
        _heights.Put(entry.Hash.Value.ToArray(), HeaderRowCodec.HeightKey(entry.Height));
    }

    /// <summary>The flushed entry, or null.</summary>
    public HeaderEntry? Find(BlockHash hash)
    {
        if (database.Get(heights, hash.Value.Bytes) is not { Length: 4 } height) return null;
        var key = HeaderRowCodec.Key(BinaryPrimitives.ReadInt32BigEndian(height), hash);
        return database.Get(byHeight, key) is { } value
            ? HeaderRowCodec.Read(key, value)
            : throw ChainStoreException.Corrupt($"the row of header {hash} is missing");
    }

    /// <summary>All flushed entries with heights from <paramref name="from"/> to <paramref name="to"/>, rising.</summary>
    public IEnumerable<HeaderEntry> Range(int from, int to)
    {
        using var cursor = database.Cursor(byHeight);
        for (cursor.Seek(HeaderRowCodec.HeightKey(from)); cursor.IsValid; cursor.Next())
        {
            var entry = HeaderRowCodec.Read(cursor.Key, cursor.Value);
            if (entry.Height > to) yield break;
            yield return entry;
        }
    }
}
