using Flux.Chain.Store.Rocks;

namespace Flux.Chain.Store.Rows;

/// <summary>
/// Changes of one family that wait for the next batch; a later change of a key replaces an earlier one. Used by the writer only.
/// </summary>
internal sealed class RowBuffer(RocksFamily family)
{
    private const int RowOverhead = 96;

    // Below this it is not worth shrinking.
    private const int SmallCapacity = 4096;

    private readonly Dictionary<byte[], byte[]?> _rows = new(ByteKeyComparer.Instance);

    public RocksFamily Family { get; } = family;

    /// <summary>Rough memory that the waiting rows take.</summary>
    public long Bytes { get; private set; }

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>True when the key waits; its value is null when the row is to be deleted.</summary>
    public bool TryFind(byte[] key, out byte[]? value) => _rows.TryGetValue(key, out value);

    public void Put(byte[] key, byte[] value) => Set(key, value);

    public void Delete(byte[] key) => Set(key, null);

    public void WriteTo(RocksBatch batch)
    {
        foreach (var (key, value) in _rows)
        {
            if (value is null) batch.Delete(Family, key);
            else batch.Put(Family, key, value);
        }
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        // Kept while flush after flush fills it, as an import does: growing it anew each time would leave its large arrays to the rare full collection.
        var isMuchTooLarge = _rows.Capacity > SmallCapacity && _rows.Count < _rows.Capacity / 8;
        _rows.Clear();
        if (isMuchTooLarge) _rows.TrimExcess();
        Bytes = 0;
    }

    private void Set(byte[] key, byte[]? value)
    {
        if (!_rows.ContainsKey(key)) Bytes += key.Length + RowOverhead;
        Bytes += value?.Length ?? 0;
        _rows[key] = value;
    }
}
