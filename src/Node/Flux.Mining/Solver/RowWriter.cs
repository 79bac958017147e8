using System.Runtime.CompilerServices;

namespace Flux.Mining.Solver;

/// <summary>One worker's way to append rows to the buckets of a level.</summary>
/// <remarks>
/// Safe: bucket numbers come masked to the bucket bits, and a slot is handed out only below the capacity. No two workers are given the same
/// slot, as chunks are taken by an atomic addition.
/// </remarks>
internal readonly unsafe struct RowWriter(RowTables tables, SolverLayout layout, int level, int worker)
{
    private readonly byte* _slots = tables.Bucket(level, 0) + layout.Level(level).TreeOffset;
    private readonly uint* _positions = tables.Positions(level, worker);
    private readonly uint* _taken = tables.Taken(level);
    private readonly uint _capacity = (uint)layout.Capacity;
    private readonly uint _stride = (uint)layout.SlotBytes(level);

    /// <summary>Where the next row of a bucket goes, from its reference on; null when the bucket is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Next(uint bucket)
    {
        var position = _positions[bucket];
        if (position % SolverLayout.Chunk == 0 && !TryTakeChunk(bucket, out position)) return null;
        _positions[bucket] = position + 1;
        return _slots + (((ulong)bucket * _capacity + position) * _stride);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTakeChunk(uint bucket, out uint position)
    {
        position = 0;
        // Looked at first, so that a full bucket's counter stops growing.
        if (Volatile.Read(ref _taken[bucket]) >= _capacity) return false;
        position = Interlocked.Add(ref _taken[bucket], SolverLayout.Chunk) - SolverLayout.Chunk;
        return position < _capacity;
    }
}
