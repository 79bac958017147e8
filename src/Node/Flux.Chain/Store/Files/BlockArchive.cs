using System.Globalization;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Chain.Store.Files;

/// <summary>
/// Every accepted block (<c>blkNNNNN.dat</c>) and what disconnecting it needs (<c>revNNNNN.dat</c>, same number), append-only, framed
/// as fluxd frames them. One writer; readers on any thread. <see cref="Extents"/> says how far the flushed state goes;
/// <see cref="ArchiveTail"/> deals with what lies behind that after a crash.
/// </summary>
internal sealed class BlockArchive : IDisposable
{
    /// <summary>A new pair of files is begun when a block would make the block file longer than this (128 MiB, as fluxd).</summary>
    public const long LargestFile = 128L << 20;

    private const string BlockPrefix = "blk";
    private const string UndoPrefix = "rev";

    private readonly byte[] _magic;
    private readonly long _largestFile;
    private readonly SortedDictionary<int, FileExtent> _extents = [];
    private readonly HashSet<int> _changed = [];

    public BlockArchive(string folder, ReadOnlySpan<byte> magic, IEnumerable<FileExtent> recorded, long largestFile = LargestFile)
    {
        Directory.CreateDirectory(folder);
        _magic = magic.ToArray();
        _largestFile = largestFile;
        Blocks = new FlatFileSeries(folder, BlockPrefix);
        Undos = new FlatFileSeries(folder, UndoPrefix);
        HighestPruned = -1;
        foreach (var extent in recorded) Add(extent);
    }

    internal FlatFileSeries Blocks { get; }

    internal FlatFileSeries Undos { get; }

    internal ReadOnlySpan<byte> Magic => _magic;

    /// <summary>Lengths of all pairs, by number.</summary>
    public IReadOnlyCollection<FileExtent> Extents => _extents.Values;

    /// <summary>Some extent changed since the last batch.</summary>
    public bool HasChanged => _changed.Count > 0;

    /// <summary>Bytes of all files.</summary>
    public long TotalBytes => _extents.Values.Sum(extent => extent.BlockBytes + extent.UndoBytes);

    /// <summary>Appends a serialized block.</summary>
    public FlatPosition AppendBlock(ReadOnlySpan<byte> block)
    {
        var file = FileFor(BlockFrame.Size + block.Length);
        var record = new byte[BlockFrame.Size + block.Length];
        BlockFrame.Write(record, _magic, block.Length);
        block.CopyTo(record.AsSpan(BlockFrame.Size));
        var start = Append(Blocks, file, record, CrashPoint.AppendHalf);
        Record(Extent(file) with { BlockBytes = start + record.Length });
        CrashPoint.Reach(CrashPoint.AppendDone);
        return new FlatPosition(file, (int)start + BlockFrame.Size);
    }

    /// <summary>Says that a block of this height stands in a file.</summary>
    public void Note(int file, int height) => Record(Extent(file).With(height));

    /// <summary>Says that a pair is not needed any more; <see cref="Delete"/> it after the flush that says so, too.</summary>
    public void Prune(int file) => Record(Extent(file) with { BlockBytes = 0, UndoBytes = 0, IsPruned = true });

    /// <summary>Greatest height of a block in a pruned pair; −1 when none was pruned.</summary>
    public int HighestPruned { get; private set; }

    /// <summary>Deletes what the flushed state says is pruned.</summary>
    public void DeletePruned()
    {
        foreach (var extent in _extents.Values.Where(extent => extent.IsPruned)) Delete(extent.File);
    }

    /// <summary>Deletes a pair of files.</summary>
    public void Delete(int file)
    {
        Blocks.Delete(file);
        Undos.Delete(file);
    }

    /// <summary>Appends the undo of a block to the undo file of the block's number; returns the offset of its data.</summary>
    public int AppendUndo(int file, BlockHash block, ReadOnlySpan<byte> undo)
    {
        var record = new byte[BlockFrame.Size + undo.Length + Hash256.Size];
        BlockFrame.Write(record, _magic, undo.Length);
        undo.CopyTo(record.AsSpan(BlockFrame.Size));
        UndoChecksum(block, undo, record.AsSpan(BlockFrame.Size + undo.Length));
        var start = Append(Undos, file, record, CrashPoint.UndoHalf);
        Record(Extent(file) with { UndoBytes = start + record.Length });
        return (int)start + BlockFrame.Size;
    }

    /// <summary>The serialized block at a position. Whether it is the block one looks for is for the caller to check.</summary>
    public byte[] ReadBlock(FlatPosition at)
    {
        var block = new byte[ReadFrame(Blocks, at)];
        return Blocks.TryRead(at.File, at.Offset, block) ? block : throw Damaged(Blocks, at, "ends in the middle of a block");
    }

    /// <summary>Up to <paramref name="most"/> bytes of the block at a position, from <paramref name="skip"/> on.</summary>
    public byte[] ReadBlockPart(FlatPosition at, int skip, int most)
    {
        var size = ReadFrame(Blocks, at);
        if (skip < 0 || skip > size) throw Damaged(Blocks, at, "holds a shorter block than recorded");
        var part = new byte[Math.Min(most, size - skip)];
        return Blocks.TryRead(at.File, at.Offset + skip, part) ? part : throw Damaged(Blocks, at, "ends in the middle of a block");
    }

    /// <summary>The undo of a block, its checksum verified.</summary>
    public byte[] ReadUndo(FlatPosition at, BlockHash block)
    {
        var record = new byte[ReadFrame(Undos, at) + Hash256.Size];
        if (!Undos.TryRead(at.File, at.Offset, record)) throw Damaged(Undos, at, "ends in the middle of an undo record");
        var undo = record.AsSpan(0, record.Length - Hash256.Size);
        Span<byte> checksum = stackalloc byte[Hash256.Size];
        UndoChecksum(block, undo, checksum);
        if (!checksum.SequenceEqual(record.AsSpan(undo.Length))) throw Damaged(Undos, at, $"has a wrong checksum for block {block}");
        return undo.ToArray();
    }

    /// <summary>Returns when everything appended is on the disk itself.</summary>
    public void Sync()
    {
        Blocks.Sync();
        Undos.Sync();
    }

    /// <summary>Extents that changed since the last call; they belong into the next batch.</summary>
    public IReadOnlyList<FileExtent> TakeChanged()
    {
        var changed = _changed.Select(file => _extents[file]).ToList();
        _changed.Clear();
        return changed;
    }

    /// <summary>Says that a file now ends here; for the tail after a crash.</summary>
    internal void Record(FileExtent extent)
    {
        Add(extent);
        _changed.Add(extent.File);
    }

    private void Add(FileExtent extent)
    {
        _extents[extent.File] = extent;
        if (extent.IsPruned) HighestPruned = Math.Max(HighestPruned, extent.Highest);
    }

    internal FileExtent Extent(int file) => _extents.TryGetValue(file, out var extent) ? extent : new FileExtent(file, 0, 0);

    public void Dispose()
    {
        Blocks.Dispose();
        Undos.Dispose();
    }

    private int FileFor(int recordSize)
    {
        if (_extents.Count == 0) return 0;
        var last = _extents.Last().Value;
        var fits = last.BlockBytes == 0 || last.BlockBytes + recordSize <= _largestFile;
        return fits && !last.IsPruned ? last.File : last.File + 1;
    }

    private static long Append(FlatFileSeries series, int file, byte[] record, string halfway)
    {
        if (!CrashPoint.IsArmed(halfway))
        {
            CrashPoint.Reach(halfway);
            return series.Append(file, record);
        }
        series.Append(file, record.AsSpan(0, record.Length / 2));
        CrashPoint.Reach(halfway);
        return 0;
    }

    private int ReadFrame(FlatFileSeries series, FlatPosition at)
    {
        Span<byte> frame = stackalloc byte[BlockFrame.Size];
        if (!series.TryRead(at.File, at.Offset - BlockFrame.Size, frame)) throw Damaged(series, at, "is missing or too short");
        return BlockFrame.TryRead(frame, _magic, out var size) ? size : throw Damaged(series, at, "holds no record there");
    }

    private static void UndoChecksum(BlockHash block, ReadOnlySpan<byte> undo, Span<byte> checksum)
    {
        var covered = new byte[Hash256.Size + undo.Length];
        block.Value.Bytes.CopyTo(covered);
        undo.CopyTo(covered.AsSpan(Hash256.Size));
        Hashes.DoubleSha256(covered, checksum);
    }

    private static ChainStoreException Damaged(FlatFileSeries series, FlatPosition at, string what) =>
        ChainStoreException.Corrupt(string.Create(CultureInfo.InvariantCulture, $"{series.PathOf(at.File)} at offset {at.Offset} {what}"));
}
