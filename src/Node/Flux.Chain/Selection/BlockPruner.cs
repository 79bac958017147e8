using Flux.Chain.Store;
using Flux.Chain.Store.Files;

namespace Flux.Chain.Selection;

/// <summary>
/// Deletes the oldest pairs of block and undo files when all files together are larger than wanted. Headers stay. Crash-safe: the rows lose
/// their positions in flushes of their own, the last of which also says that the pair is gone; only then the files are deleted, and a
/// start deletes what a crash left. For the writer only.
/// </summary>
internal sealed class BlockPruner(ChainStore store, HeaderTree tree, long targetBytes, Action flush)
{
    /// <summary>Blocks below the tip that always stay, as fluxd: deeper than any reorganisation that happens.</summary>
    public const int KeptBlocks = 288;

    /// <summary>While pruning, a pair of files is this large at most: 16 MiB.</summary>
    public const long LargestFile = 16L << 20;

    private const int RowsAtOnce = 10_000;

    private readonly BlockReader _reader = new(store.Archive);

    /// <summary>Deletes pairs until the target is met or nothing more may go; true when something went.</summary>
    public bool Run()
    {
        var pruned = false;
        while (store.Archive.TotalBytes > targetBytes && Oldest() is { } extent)
        {
            Prune(extent);
            pruned = true;
        }
        return pruned;
    }

    private FileExtent? Oldest()
    {
        var pairs = store.Archive.Extents.Where(extent => !extent.IsPruned).ToList();
        // The last pair is being written to.
        return pairs.Count > 1 && pairs[0].Highest < tree.Tip.Height - KeptBlocks ? pairs[0] : null;
    }

    private void Prune(FileExtent extent)
    {
        var waiting = 0;
        // Nobody notes genesis; it stands in the first file.
        foreach (var entry in tree.Flushed(extent.File == 0 ? 0 : extent.Lowest, extent.Highest))
        {
            if (entry.BlockPosition.File != extent.File || !entry.HasBlock) continue;
            tree.Put(WithoutBlock(entry));
            if (++waiting % RowsAtOnce == 0) flush();
        }
        store.Archive.Prune(extent.File);
        flush();
        store.Archive.Delete(extent.File);
    }

    private HeaderEntry WithoutBlock(HeaderEntry entry) => entry with
    {
        Status = (entry.Status & ~HeaderStatus.HasBlock) | HeaderStatus.Pruned,
        Header = _reader.Header(entry),
        BlockPosition = FlatPosition.None,
        UndoPosition = FlatPosition.None,
    };
}
