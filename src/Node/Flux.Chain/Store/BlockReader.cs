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
        var bytes = archive.ReadBlock(entry.BlockPosition);
        var reader = new WireReader(bytes);
        return BlockCodec.TryReadHeader(ref reader, out var header) && header.Hash == entry.Hash ? bytes : throw Wrong(entry);
    }

    /// <summary>What connecting the entry's block overwrote.</summary>
    public BlockUndo Undo(HeaderEntry entry)
    {
        if (entry.UndoPosition.IsNone) throw ChainStoreException.Corrupt($"block {entry.Hash} has no undo");
        return BlockUndoCodec.TryParse(archive.ReadUndo(entry.UndoPosition, entry.Hash), out var undo, out var error)
            ? undo
            : throw ChainStoreException.Corrupt($"the undo of block {entry.Hash} cannot be read ({error})");
    }

    private static ChainStoreException Wrong(HeaderEntry entry) =>
        ChainStoreException.Corrupt($"block {entry.Hash} cannot be read from block file {entry.BlockPosition.File} at offset {entry.BlockPosition.Offset}");
}
