using System.Buffers.Binary;

namespace Flux.Mining.Solver;

/// <summary>The last level: two rows that agree in both words they have left are a candidate for a solution.</summary>
internal static unsafe class FinalRound
{
    /// <remarks>Safe for the reasons given at <see cref="CollisionRound"/>.</remarks>
    internal static void Find(RowTables tables, SolverLayout layout, int bucket, KeyChains chains, List<Candidate> found)
    {
        var level = layout.Parameters.K - 1;
        var count = tables.Close(level, bucket);
        var shape = layout.Level(level);
        var stride = layout.SlotBytes(level);
        var keyMask = (1u << layout.KeyBits) - 1;
        var rows = tables.Bucket(level, bucket) + shape.HashOffset;
        Array.Clear(chains.Heads);
        fixed (ushort* heads = chains.Heads, before = chains.Before)
        {
            var row = rows;
            for (var i = 0; i < count; i++, row += stride)
            {
                var key = (BinaryPrimitives.ReverseEndianness(*(uint*)row) >> shape.KeyShift) & keyMask;
                int other = heads[key];
                before[i] = (ushort)other;
                heads[key] = (ushort)(i + 1);
                for (; other != 0; other = before[other])
                {
                    other--;
                    // The bucket's bits in front are the same in both, so that the whole of the two must be.
                    if (NarrowRow.Xor(row, rows + ((nuint)other * (uint)stride), shape.HashBytes).IsZero) found.Add(new Candidate(bucket, other, i));
                }
            }
        }
    }
}
