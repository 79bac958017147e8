using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Chain.Selection;
using Flux.Chain.Store.Files;
using Flux.Consensus.Blocks;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Store;

/// <summary>Reads what an entry points at, and refuses anything else. For any thread.</summary>
internal sealed class BlockReader(BlockArchive archive)
{
    /// <summary>A header with the largest solution of any network fits.</summary>
    private const int LargestHeader = 1_600;

    /// <summary>The entry's header.</summary>
    public BlockHeader Header(HeaderEntry entry)
    {
        if (entry.Header is { } kept) return kept;
        var reader = new WireReader(archive.ReadBlockPart(entry.BlockPosition, 0, LargestHeader));
        return BlockCodec.TryReadHeader(ref reader, out var header) && header.Hash == entry.Hash ? header : throw Wrong(entry);
    }

    /// <summary>The entry's block.</summary>
    public Block Block(HeaderEntry entry) =>
        BlockCodec.TryParse(BlockBytes(entry), out var block, out _) ? block : throw Wrong(entry);

    /// <summary>The entry's block as on the wire.</summary>
    public byte[] BlockBytes(HeaderEntry entry)
    {
        if (entry.IsPruned) throw ChainStoreException.Pruned($"block {entry.Hash} at height {entry.Height}");
        var bytes = archive.ReadBlock(entry.BlockPosition);
        return Checksum(bytes) == entry.BlockChecksum ? bytes : throw Wrong(entry);
    }

    /// <summary>What <see cref="HeaderEntry.BlockChecksum"/> is of a block.</summary>
    public static ulong Checksum(ReadOnlySpan<byte> block)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(block, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>What connecting the entry's block overwrote.</summary>
    public BlockUndo Undo(HeaderEntry entry)
    {
        if (entry.IsPruned) throw ChainStoreException.Pruned($"the undo of block {entry.Hash} at height {entry.Height}");
        if (entry.UndoPosition.IsNone) throw ChainStoreException.Corrupt($"block {entry.Hash} has no undo");
        return BlockUndoCodec.TryParse(archive.ReadUndo(entry.UndoPosition, entry.Hash), out var undo, out var error)
            ? undo
            : throw ChainStoreException.Corrupt($"the undo of block {entry.Hash} cannot be read ({error})");
    }

    private static ChainStoreException Wrong(HeaderEntry entry) =>
        ChainStoreException.Corrupt($"block {entry.Hash} is not what was stored in block file {entry.BlockPosition.File} at offset {entry.BlockPosition.Offset}");
}
