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
        var rows = tables.Bucket(level, bucket) + shape.HashOffset;
        chains.Start();
        while (chains.Next(rows, stride, count, shape.KeyShift) is { IsEmpty: false } pairs)
        {
            foreach (var pair in pairs)
            {
                uint low = pair & 0xffff, high = pair >> 16;
                // The bucket's bits in front are the same in both, so that the whole of the two must be.
                if (NarrowRow.Xor(rows + ((nuint)low * (uint)stride), rows + ((nuint)high * (uint)stride), shape.HashBytes).IsZero) found.Add(new Candidate(bucket, (int)low, (int)high));
            }
        }
    }
}
