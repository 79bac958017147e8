using System.Buffers;
using System.Buffers.Binary;
using Flux.Chain.Selection;
using Flux.Chain.Store.Files;
using Flux.Consensus.Work;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Store.Rows;

/// <summary>
/// Header entries as rows. Key: BE32 height ‖ hash, so that a range of heights is a range of rows. Value: fixed fields, then the
/// whole header while the block is not stored.
/// </summary>
internal static class HeaderRowCodec
{
    public const int KeySize = 4 + Hash256.Size;

    public static byte[] Key(int height, BlockHash hash)
    {
        var key = new byte[KeySize];
        BinaryPrimitives.WriteInt32BigEndian(key, height);
        hash.Value.Bytes.CopyTo(key.AsSpan(4));
        return key;
    }

    public static byte[] HeightKey(int height)
    {
        var key = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(key, height);
        return key;
    }

    public static byte[] Value(HeaderEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        var writer = new WireWriter(buffer);
        writer.WriteHash(entry.Previous.Value);
        writer.WriteInt32(entry.Version);
        writer.WriteUInt32(entry.Time);
        writer.WriteUInt32(entry.Bits);
        Span<byte> work = stackalloc byte[32];
        entry.ChainWork.WriteLittleEndian(work);
        writer.WriteBytes(work);
        writer.WriteInt32((int)entry.Status);
        writer.WriteInt32(entry.TransactionCount);
        writer.WriteUInt64((ulong)entry.ChainTransactions);
        writer.WriteInt32(entry.BlockBytes);
        writer.WriteUInt64(entry.BlockChecksum);
        WritePosition(writer, entry.BlockPosition);
        WritePosition(writer, entry.UndoPosition);
        if (entry.IsProofOfNode) writer.WriteHash(entry.Eligibility);
        if (entry.Header is { } header) BlockCodec.WriteHeader(buffer, header);
        return buffer.WrittenSpan.ToArray();
    }

    public static HeaderEntry Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length != KeySize) throw ChainStoreException.Corrupt("a header has a key of wrong size");
        var hash = new BlockHash(new Hash256(key[4..]));
        var reader = new WireReader(value);
        return TryRead(ref reader, BinaryPrimitives.ReadInt32BigEndian(key), hash, out var entry)
            ? entry
            : throw ChainStoreException.Corrupt($"the row of header {hash} cannot be read ({reader.Error})");
    }

    private static bool TryRead(ref WireReader reader, int height, BlockHash hash, out HeaderEntry entry)
    {
        entry = null!;
        if (!reader.TryReadHash(out var previous) || !reader.TryReadInt32(out var version) || !reader.TryReadUInt32(out var time)
            || !reader.TryReadUInt32(out var bits) || !reader.TryReadBytes(32, out var work) || !reader.TryReadInt32(out var status)
            || !reader.TryReadInt32(out var transactions) || !reader.TryReadUInt64(out var chainTransactions)
            || !reader.TryReadInt32(out var blockBytes) || !reader.TryReadUInt64(out var checksum) || !TryReadPosition(ref reader, out var block) || !TryReadPosition(ref reader, out var undo)) return false;
        var eligibility = Hash256.Zero;
        if (version >= BlockHeader.FirstPonVersion && !reader.TryReadHash(out eligibility)) return false;
        BlockHeader? header = null;
        if (reader.Remaining > 0 && !BlockCodec.TryReadHeader(ref reader, out header)) return false;
        entry = new HeaderEntry
        {
            Hash = hash,
            Previous = new BlockHash(previous),
            Height = height,
            Version = version,
            Time = time,
            Bits = bits,
            ChainWork = UInt256.FromLittleEndian(work),
            Status = (HeaderStatus)status,
            TransactionCount = transactions,
            ChainTransactions = (long)chainTransactions,
            BlockBytes = blockBytes,
            BlockChecksum = checksum,
            Eligibility = eligibility,
            BlockPosition = block,
            UndoPosition = undo,
            Header = header,
        };
        return reader.IsAtEnd;
    }

    private static void WritePosition(WireWriter writer, FlatPosition position)
    {
        writer.WriteInt32(position.File);
        writer.WriteInt32(position.Offset);
    }

    private static bool TryReadPosition(ref WireReader reader, out FlatPosition position)
    {
        position = FlatPosition.None;
        if (!reader.TryReadInt32(out var file) || !reader.TryReadInt32(out var offset)) return false;
        position = new FlatPosition(file, offset);
        return true;
    }
}
