using System.Globalization;

namespace Flux.Chain.Store.Files;

/// <summary>
/// What a crash left behind the flushed state: complete blocks are handed back, to be judged again, a torn last record is cut,
/// and undo that no flushed block refers to is cut. A file shorter than the flushed state says is damage.
/// </summary>
internal static class ArchiveTail
{
    /// <summary>Cuts torn records and stale undo; returns where complete blocks behind the flushed state start, in file order.</summary>
    public static IReadOnlyList<FlatPosition> Recover(BlockArchive archive)
    {
        foreach (var extent in archive.Extents) RefuseMissing(archive, extent);
        var found = new List<FlatPosition>();
        foreach (var file in Files(archive))
        {
            var recorded = archive.Extent(file);
            archive.Undos.Truncate(file, recorded.UndoBytes);
            var end = Scan(archive, file, recorded.BlockBytes, found);
            if (archive.Blocks.Length(file) > end) archive.Blocks.Truncate(file, end);
            if (end != recorded.BlockBytes) archive.Record(recorded with { BlockBytes = end });
        }
        return found;
    }

    private static IEnumerable<int> Files(BlockArchive archive)
    {
        var last = archive.Extents.Count == 0 ? -1 : archive.Extents.Max(extent => extent.File);
        for (var file = 0; file <= last || archive.Blocks.Exists(file); file++) yield return file;
    }

    private static void RefuseMissing(BlockArchive archive, FileExtent extent)
    {
        Refuse(archive.Blocks, extent.File, extent.BlockBytes);
        Refuse(archive.Undos, extent.File, extent.UndoBytes);
    }

    private static void Refuse(FlatFileSeries series, int file, long recorded)
    {
        var length = series.Length(file);
        if (length >= recorded) return;
        throw ChainStoreException.Corrupt(
            string.Create(CultureInfo.InvariantCulture, $"{series.PathOf(file)} has {length} bytes where {recorded} were written"));
    }

    private static long Scan(BlockArchive archive, int file, long from, List<FlatPosition> found)
    {
        Span<byte> frame = stackalloc byte[BlockFrame.Size];
        var length = archive.Blocks.Length(file);
        while (from + BlockFrame.Size <= length
            && archive.Blocks.TryRead(file, from, frame)
            && BlockFrame.TryRead(frame, archive.Magic, out var size)
            && from + BlockFrame.Size + size <= length)
        {
            found.Add(new FlatPosition(file, (int)from + BlockFrame.Size));
            from += BlockFrame.Size + size;
        }
        return from;
    }
}
