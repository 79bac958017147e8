using System.Buffers.Binary;
using Flux.Chain.Store.Rocks;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>
/// Main-chain blocks by logical time: the header's own, or one second after the parent's where that is not earlier, so that it always rises
/// (chain reference §12.8). Rows: <c>t</c> ‖ BE32 time ‖ hash → nothing; <c>h</c> ‖ hash → BE32 time.
/// </summary>
internal sealed class TimestampIndex(RowBuffer rows, RocksDatabase database) : IBlockIndex
{
    private const byte ByTime = (byte)'t';
    private const byte ByHash = (byte)'h';

    public void Connect(Block block, int height, BlockUndo undo)
    {
        var time = Math.Max(block.Header.Time, (TimeOf(block.Header.Previous) ?? -1) + 1);
        rows.Put(TimeKey((uint)time, block.Hash), []);
        var value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, (uint)time);
        rows.Put(HashKey(block.Hash), value);
    }

    public void Disconnect(Block block, int height, BlockUndo undo)
    {
        if (TimeOf(block.Hash) is not { } time) return;
        rows.Delete(TimeKey((uint)time, block.Hash));
        rows.Delete(HashKey(block.Hash));
    }

    /// <summary>Flushed blocks with times from <paramref name="from"/> to before <paramref name="before"/>, rising.</summary>
    public static IEnumerable<TimedBlock> Between(RocksDatabase database, RocksFamily family, uint from, uint before)
    {
        using var cursor = database.Cursor(family);
        for (cursor.Seek(TimeKey(from, BlockHash.Zero)); cursor.IsValid && cursor.Key is [ByTime, .. var rest]; cursor.Next())
        {
            var time = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (time >= before) yield break;
            yield return new TimedBlock(new BlockHash(new Hash256(rest.AsSpan(sizeof(uint)))), time);
        }
    }

    private long? TimeOf(BlockHash hash)
    {
        var key = HashKey(hash);
        var value = rows.TryFind(key, out var waiting) ? waiting : database.Get(rows.Family, key);
        return value is null ? null : BinaryPrimitives.ReadUInt32BigEndian(value);
    }

    private static byte[] HashKey(BlockHash hash) => [ByHash, .. hash.Value.Bytes];

    private static byte[] TimeKey(uint time, BlockHash hash)
    {
        var key = new byte[1 + sizeof(uint) + Hash256.Size];
        key[0] = ByTime;
        BinaryPrimitives.WriteUInt32BigEndian(key.AsSpan(1), time);
        hash.Value.Bytes.CopyTo(key.AsSpan(1 + sizeof(uint)));
        return key;
    }
}
