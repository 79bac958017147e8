using System.Buffers.Binary;

namespace Flux.Mining.Solver;

/// <summary>Makes level ℓ + 1 from level ℓ: every two rows of a bucket whose keys agree give a row, sown by the first bits of its next word.</summary>
internal static unsafe class CollisionRound
{
    internal static void Pair(RowTables tables, SolverLayout layout, int level, int bucket, KeyChains chains, in RowWriter writer)
    {
        switch (layout.Level(level + 1).HashBytes)
        {
            case >= 16:
                Pair<WideRow>(tables, layout, level, bucket, chains, writer);
                break;
            case >= 8:
                Pair<MiddleRow>(tables, layout, level, bucket, chains, writer);
                break;
            default:
                Pair<NarrowRow>(tables, layout, level, bucket, chains, writer);
                break;
        }
    }

    /// <remarks>
    /// Safe: pairs are slots below <c>count</c>. A target slot has room for the reference's eight bytes, as at least four bytes of digest follow
    /// its four to six and are written after it.
    /// </remarks>
    private static void Pair<TRow>(RowTables tables, SolverLayout layout, int level, int bucket, KeyChains chains, in RowWriter writer)
        where TRow : unmanaged, IRow<TRow>
    {
        var count = tables.Close(level, bucket);
        var shape = layout.Level(level);
        var rows = tables.Bucket(level, bucket) + shape.HashOffset;
        chains.Start();
        while (chains.Next(rows, layout.SlotBytes(level), count, shape.KeyShift) is { IsEmpty: false } pairs) Sow<TRow>(layout, level, bucket, rows, pairs, writer);
    }

    private static void Sow<TRow>(SolverLayout layout, int level, int bucket, byte* rows, ReadOnlySpan<uint> pairs, in RowWriter writer)
        where TRow : unmanaged, IRow<TRow>
    {
        var shape = layout.Level(level);
        int bytes = layout.Level(level + 1).HashBytes, tree = layout.TreeBytes, bucketBits = layout.BucketBits;
        int skip = shape.Skip, nextWord = shape.NextWordByte, bucketShift = shape.NextBucketShift & 31;
        uint stride = (uint)layout.SlotBytes(level), bucketMask = (1u << bucketBits) - 1;
        var target = writer;
        foreach (var pair in pairs)
        {
            uint low = pair & 0xffff, high = pair >> 16;
            byte* left = rows + ((nuint)low * stride), right = rows + ((nuint)high * stride);
            var sum = TRow.Xor(left + skip, right + skip, bytes);
            // Nothing left before the end is almost always one set of leaves against itself.
            if (sum.IsZero) continue;
            var next = BinaryPrimitives.ReverseEndianness(*(uint*)(left + nextWord) ^ *(uint*)(right + nextWord)) >> bucketShift;
            var slot = target.Next(next & bucketMask);
            if (slot == null) continue;
            *(ulong*)slot = (PairNumber.Of(low, high) << bucketBits) | (uint)bucket;
            sum.Store(slot + tree, bytes);
        }
    }
}
