using System.Buffers;
using Flux.Chain.Store.Rocks;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Store;

/// <summary>The one row that says what the other rows describe.</summary>
/// <param name="Format">Version of the store's format.</param>
/// <param name="Genesis">Whose chain it is.</param>
/// <param name="Indexes">Which indexes are complete.</param>
/// <param name="Tip">The block that coins, ledger state and indexes describe.</param>
/// <param name="BestHeader">Header with the most work.</param>
/// <param name="Flush">Number of the flush that wrote it; the first is 1.</param>
internal sealed record StoreMeta(int Format, BlockHash Genesis, StoreIndexes Indexes, BlockHash Tip, BlockHash BestHeader, long Flush)
{
    /// <summary>What this program writes.</summary>
    public const int CurrentFormat = 3;

    private static ReadOnlySpan<byte> Key => "state"u8;

    public static StoreMeta? Read(RocksDatabase database)
    {
        if (database.Get(database.Family(StoreFamilies.Meta), Key) is not { } value) return null;
        var reader = new WireReader(value);
        if (!reader.TryReadInt32(out var format)) throw Unreadable();
        if (format != CurrentFormat)
            throw new ChainStoreException(ChainStoreFault.WrongFormat, $"{database.Path} has format {format}; this program reads {CurrentFormat}. Start once with -reindex to rebuild it.");
        if (!reader.TryReadHash(out var genesis) || !reader.TryReadInt32(out var indexes) || !reader.TryReadHash(out var tip)
            || !reader.TryReadHash(out var best) || !reader.TryReadUInt64(out var flush) || !reader.IsAtEnd) throw Unreadable();
        return new StoreMeta(format, new BlockHash(genesis), (StoreIndexes)indexes, new BlockHash(tip), new BlockHash(best), (long)flush);
    }

    public void WriteTo(RocksBatch batch, RocksFamily meta)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        var writer = new WireWriter(buffer);
        writer.WriteInt32(Format);
        writer.WriteHash(Genesis.Value);
        writer.WriteInt32((int)Indexes);
        writer.WriteHash(Tip.Value);
        writer.WriteHash(BestHeader.Value);
        writer.WriteUInt64((ulong)Flush);
        batch.Put(meta, Key, buffer.WrittenSpan);
    }

    private static ChainStoreException Unreadable() => ChainStoreException.Corrupt("the state row cannot be read");
}
