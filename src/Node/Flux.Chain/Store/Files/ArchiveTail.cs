using System.Globalization;

namespace Flux.Chain.Store.Files;

/// <summary>
/// What a crash left behind the flushed state: complete blocks are handed back, to be judged again, a torn last record is cut,
/// and undo that no flushed block refers to is cut. A file shorter than the flushed state says is damage.
/// </summary>
internal static class ArchiveTail
{
    private const int SearchWindow = 64 << 10;

    /// <summary>
    /// Cuts torn records and stale undo; returns where complete blocks behind the flushed state start, in file order. They belong to the flushed
    /// state only after <see cref="Adopt"/>: a process that dies while judging them finds them again.
    /// </summary>
    public static IReadOnlyList<FlatPosition> Recover(BlockArchive archive)
    {
        archive.DeletePruned();
        foreach (var extent in archive.Extents) RefuseMissing(archive, extent);
        var found = new List<FlatPosition>();
        foreach (var file in Files(archive))
        {
            var recorded = archive.Extent(file);
            archive.Undos.Truncate(file, recorded.UndoBytes);
            var end = Scan(archive, file, recorded.BlockBytes, found);
            if (archive.Blocks.Length(file) > end) archive.Blocks.Truncate(file, end);
        }
        return found;
    }

    /// <summary>Everything that <see cref="Recover"/> found was judged: the files end where they end.</summary>
    public static void Adopt(BlockArchive archive)
    {
        foreach (var file in Files(archive).ToList())
        {
            var (recorded, length) = (archive.Extent(file), archive.Blocks.Length(file));
            if (length != recorded.BlockBytes) archive.Record(recorded with { BlockBytes = length });
        }
    }

    private static IEnumerable<int> Files(BlockArchive archive)
    {
        var last = archive.Extents.Count == 0 ? -1 : archive.Extents.Max(extent => extent.File);
        for (var file = 0; file <= last || archive.Blocks.Exists(file); file++)
        {
            if (!archive.Extent(file).IsPruned) yield return file;
        }
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

    /// <summary>Notes every complete record from an offset on, past garbage in between; returns the end of the last one.</summary>
    private static long Scan(BlockArchive archive, int file, long from, List<FlatPosition> found)
    {
        var (end, length) = (from, archive.Blocks.Length(file));
        while (NextFrame(archive, file, from, length) is { } frame)
        {
            found.Add(new FlatPosition(file, (int)frame.Offset + BlockFrame.Size));
            from = end = frame.Offset + BlockFrame.Size + frame.Size;
        }
        return end;
    }

    /// <summary>The first offset at or after <paramref name="from"/> at which a whole record stands.</summary>
    private static (long Offset, int Size)? NextFrame(BlockArchive archive, int file, long from, long length)
    {
        Span<byte> frame = stackalloc byte[BlockFrame.Size];
        while (from + BlockFrame.Size <= length)
        {
            if (!archive.Blocks.TryRead(file, from, frame)) return null;
            if (BlockFrame.TryRead(frame, archive.Magic, out var size) && from + BlockFrame.Size + size <= length) return (from, size);
            if (NextMagic(archive, file, from + 1, length) is not { } next) return null;
            from = next;
        }
        return null;
    }

    private static long? NextMagic(BlockArchive archive, int file, long from, long length)
    {
        var window = new byte[SearchWindow];
        for (; from + BlockFrame.Size <= length; from += SearchWindow - BlockFrame.MagicSize + 1)
        {
            var part = window.AsSpan(0, (int)Math.Min(window.Length, length - from));
            if (!archive.Blocks.TryRead(file, from, part)) return null;
            var at = part.IndexOf(archive.Magic);
            if (at >= 0) return from + at;
        }
        return null;
    }
}
