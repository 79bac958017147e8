using System.Buffers.Binary;
using Flux.Chain.Store.Rocks;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>
/// Where each main-chain transaction stands. Key: id ‖ BE32 height, because a FluxNode transaction with other signatures may be mined
/// again under the same id. Value: offset in the block and size.
/// </summary>
internal sealed class TransactionIndex(RowBuffer rows) : IBlockIndex
{
    private const int KeySize = Hash256.Size + 4;

    public void Connect(Block block, int height, BlockUndo undo)
    {
        foreach (var (id, offset, size) in Places(block))
        {
            var value = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(value, offset);
            BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(4), size);
            rows.Put(Key(id, height), value);
        }
    }

    public void Disconnect(Block block, int height, BlockUndo undo)
    {
        foreach (var transaction in block.Transactions) rows.Delete(Key(transaction.Id, height));
    }

    /// <summary>Height, offset and size of the latest place of a flushed transaction, or null.</summary>
    public static (int Height, int Offset, int Size)? Find(RocksDatabase database, RocksFamily family, TxId id)
    {
        using var cursor = database.Cursor(family);
        cursor.SeekForPrevious(Key(id, int.MaxValue));
        if (!cursor.IsValid || cursor.Key is not { Length: KeySize } key || !key.AsSpan(0, Hash256.Size).SequenceEqual(id.Value.Bytes)) return null;
        var value = cursor.Value;
        return (BinaryPrimitives.ReadInt32BigEndian(key.AsSpan(Hash256.Size)), BinaryPrimitives.ReadInt32LittleEndian(value),
            BinaryPrimitives.ReadInt32LittleEndian(value.AsSpan(4)));
    }

    private static IEnumerable<(TxId Id, int Offset, int Size)> Places(Block block)
    {
        var sizes = block.Transactions.Select(transaction => transaction.ToBytes().Length).ToList();
        var offset = (block with { Transactions = [] }).ToBytes().Length - 1 + CompactSizeLength(sizes.Count);
        for (var i = 0; i < sizes.Count; i++)
        {
            yield return (block.Transactions[i].Id, offset, sizes[i]);
            offset += sizes[i];
        }
    }

    private static int CompactSizeLength(int value) => value < 0xfd ? 1 : value <= 0xffff ? 3 : 5;

    private static byte[] Key(TxId id, int height)
    {
        var key = new byte[KeySize];
        id.Value.Bytes.CopyTo(key);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(Hash256.Size), height);
        return key;
    }
}
