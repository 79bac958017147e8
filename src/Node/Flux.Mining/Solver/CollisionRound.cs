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
    /// Safe: rows and partners are slots below <c>count</c>, which is at most the capacity and so the length of <c>Before</c>; keys are
    /// masked to the length of <c>Heads</c>. A target slot has room for the reference's eight bytes, as at least four bytes of digest
    /// follow its four to six and are written after it.
    /// </remarks>
    private static void Pair<TRow>(RowTables tables, SolverLayout layout, int level, int bucket, KeyChains chains, in RowWriter writer)
        where TRow : unmanaged, IRow<TRow>
    {
        var count = tables.Close(level, bucket);
        var shape = layout.Level(level);
        int stride = layout.SlotBytes(level), bytes = layout.Level(level + 1).HashBytes, tree = layout.TreeBytes, bucketBits = layout.BucketBits;
        int skip = shape.Skip, nextWord = shape.NextWordByte, keyShift = shape.KeyShift, bucketShift = shape.NextBucketShift & 31;
        uint keyMask = (1u << layout.KeyBits) - 1, bucketMask = (1u << bucketBits) - 1;
        var rows = tables.Bucket(level, bucket) + shape.HashOffset;
        var target = writer;
        Array.Clear(chains.Heads);
        fixed (ushort* heads = chains.Heads, before = chains.Before)
        {
            var row = rows;
            for (uint i = 0; i < (uint)count; i++, row += stride)
            {
                var key = (BinaryPrimitives.ReverseEndianness(*(uint*)row) >> keyShift) & keyMask;
                uint other = heads[key];
                before[i] = (ushort)other;
                heads[key] = (ushort)(i + 1);
                for (; other != 0; other = before[other])
                {
                    other--;
                    var partner = rows + ((nuint)other * (uint)stride);
                    var sum = TRow.Xor(row + skip, partner + skip, bytes);
                    // Nothing left before the end is almost always one set of leaves against itself.
                    if (sum.IsZero) continue;
                    var next = BinaryPrimitives.ReverseEndianness(*(uint*)(row + nextWord) ^ *(uint*)(partner + nextWord)) >> bucketShift;
                    var slot = target.Next(next & bucketMask);
                    if (slot == null) continue;
                    *(ulong*)slot = (PairNumber.Of(other, i) << bucketBits) | (uint)bucket;
                    sum.Store(slot + tree, bytes);
                }
            }
        }
    }
}
