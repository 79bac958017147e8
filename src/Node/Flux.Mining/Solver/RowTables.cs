namespace Flux.Mining.Solver;

/// <summary>
/// The memory of a solver: two tables of slots in buckets, and how full each bucket is. Workers take slots from a bucket a chunk at a time,
/// so that they meet at its counter only now and then; where each one stands in its last chunk is in its own positions.
/// </summary>
internal sealed unsafe class RowTables : IDisposable
{
    private readonly NativeBlock _block;
    private readonly SolverLayout _layout;
    private readonly byte* _odd;
    private readonly uint* _counters;

    internal RowTables(SolverLayout layout)
    {
        _layout = layout;
        _block = new NativeBlock(layout.TableBytes + layout.CounterBytes);
        // The counters come first: they are aligned there.
        _counters = (uint*)_block.Start;
        Even = _block.Start + layout.CounterBytes;
        _odd = Even + ((long)layout.BucketCount * layout.Capacity * layout.EvenSlotBytes);
    }

    private byte* Even { get; }

    /// <summary>How many pieces <see cref="Touch"/> knows.</summary>
    public int Pieces => _block.Pieces;

    /// <summary>Makes the system hand out a piece of the memory; before anything is in it.</summary>
    public void Touch(int piece) => _block.Touch(piece);

    /// <summary>First slot of a bucket at a level.</summary>
    public byte* Bucket(int level, int bucket) =>
        (level % 2 == 0 ? Even : _odd) + ((long)bucket * _layout.Capacity * _layout.SlotBytes(level));

    /// <summary>Slots taken of each bucket, by all workers; may stand beyond the capacity.</summary>
    public uint* Taken(int level) => _counters + (level % 2 * _layout.BucketCount);

    /// <summary>A worker's next slot in each bucket; at a multiple of the chunk it has none left.</summary>
    public uint* Positions(int level, int worker) => _counters + ((2 + (level % 2 * _layout.Workers) + worker) * (long)_layout.BucketCount);

    /// <summary>Empties a level's buckets before it is filled.</summary>
    public void Clear(int level)
    {
        new Span<uint>(Taken(level), _layout.BucketCount).Clear();
        for (var worker = 0; worker < _layout.Workers; worker++) new Span<uint>(Positions(level, worker), _layout.BucketCount).Clear();
    }

    /// <summary>
    /// Closes the gaps that unfinished chunks left in a bucket, so that its rows are the first ones, and returns how many there are. For
    /// the one worker that goes on to read the bucket.
    /// </summary>
    public int Close(int level, int bucket)
    {
        var end = Math.Min(Taken(level)[bucket], (uint)_layout.Capacity);
        Span<uint> gaps = _layout.Workers <= 256 ? stackalloc uint[_layout.Workers] : new uint[_layout.Workers];
        var found = 0;
        for (var worker = 0; worker < _layout.Workers; worker++)
        {
            var position = Positions(level, worker)[bucket];
            if (position % SolverLayout.Chunk != 0) gaps[found++] = position;
        }
        gaps = gaps[..found];
        gaps.Sort();
        // From the highest: everything above it is full, and its last rows move into the gap.
        for (var i = gaps.Length - 1; i >= 0; i--) end = CloseGap(level, bucket, gaps[i], end);
        return (int)end;
    }

    public void Dispose() => _block.Dispose();

    private uint CloseGap(int level, int bucket, uint start, uint end)
    {
        var behind = (start / SolverLayout.Chunk * SolverLayout.Chunk) + SolverLayout.Chunk;
        var length = behind - start;
        var moved = Math.Min(length, end - behind);
        var shape = _layout.Level(level);
        var stride = _layout.SlotBytes(level);
        var rows = Bucket(level, bucket) + shape.TreeOffset;
        for (uint i = 0; i < moved; i++)
        {
            var source = new ReadOnlySpan<byte>(rows + ((end - moved + i) * stride), shape.End - shape.TreeOffset);
            source.CopyTo(new Span<byte>(rows + ((start + i) * stride), source.Length));
        }
        return end - length;
    }
}
