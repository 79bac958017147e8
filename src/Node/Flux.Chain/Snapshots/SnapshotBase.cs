using System.Buffers;
using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Snapshots;

/// <summary>That a store began with a snapshot, and what the snapshot said; one row of the database.</summary>
/// <param name="Base">The block whose state it held.</param>
/// <param name="Height">Its height.</param>
/// <param name="StateHash">SHA-256 over the loaded state (<see cref="StateDigest"/>).</param>
/// <param name="IsChecked">The blocks up to the base were judged, and lead to the same state.</param>
public sealed record SnapshotBase(BlockHash Base, int Height, Hash256 StateHash, bool IsChecked)
{
    private static ReadOnlySpan<byte> Key => "snapshot"u8;

    internal static SnapshotBase? Read(RocksDatabase database)
    {
        if (database.Get(database.Family(StoreFamilies.Meta), Key) is not { } value) return null;
        var reader = new WireReader(value);
        return reader.TryReadHash(out var hash) && reader.TryReadInt32(out var height) && reader.TryReadHash(out var state)
            && reader.TryReadInt32(out var isChecked) && reader.IsAtEnd
            ? new SnapshotBase(new BlockHash(hash), height, state, isChecked != 0)
            : throw ChainStoreException.Corrupt("the row about the snapshot cannot be read");
    }

    internal void WriteTo(RocksDatabase database)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        var writer = new WireWriter(buffer);
        writer.WriteHash(Base.Value);
        writer.WriteInt32(Height);
        writer.WriteHash(StateHash);
        writer.WriteInt32(IsChecked ? 1 : 0);
        using var batch = new RocksBatch();
        batch.Put(database.Family(StoreFamilies.Meta), Key, buffer.WrittenSpan);
        database.Write(batch);
    }
}
