namespace Flux.Mining.Solver;

/// <summary>Follows the references of rows down to the leaves.</summary>
internal sealed unsafe class SolutionTree(RowTables tables, SolverLayout layout)
{
    /// <summary>
    /// Writes a candidate's leaves in the order the verifier wants: of two lists the one with the smaller first leaf comes first. False,
    /// with the rest unwritten, when a leaf shows up twice.
    /// </summary>
    public bool TryUnfold(Candidate candidate, Span<uint> leaves)
    {
        var half = leaves.Length / 2;
        var level = layout.Parameters.K - 1;
        return TryUnfoldRow(level, candidate.Bucket, candidate.Low, leaves[..half])
            && TryUnfoldRow(level, candidate.Bucket, candidate.High, leaves[half..])
            && TryOrder(leaves)
            && AreDistinct(leaves);
    }

    private bool TryUnfoldRow(int level, int bucket, int slot, Span<uint> leaves)
    {
        var reference = Reference(level, bucket, slot);
        if (level == 0)
        {
            leaves[0] = (uint)reference;
            return true;
        }
        var from = (int)(reference & ((1u << layout.BucketBits) - 1));
        var (low, high) = PairNumber.Split(reference >> layout.BucketBits);
        var half = leaves.Length / 2;
        return TryUnfoldRow(level - 1, from, low, leaves[..half]) && TryUnfoldRow(level - 1, from, high, leaves[half..]) && TryOrder(leaves);
    }

    private ulong Reference(int level, int bucket, int slot)
    {
        var row = tables.Bucket(level, bucket) + ((long)slot * layout.SlotBytes(level)) + layout.Level(level).TreeOffset;
        // Eight bytes may be read anywhere: the block has slack behind its end.
        var bytes = *(ulong*)row;
        if (level > 0) return bytes & (ulong.MaxValue >> (64 - (8 * layout.TreeBytes)));
        var high = layout.LeafSpareBits == 0 ? 0 : (bytes >> 24 & 0xff) >> (8 - layout.LeafSpareBits);
        return (bytes & 0xffffff) | (high << 24);
    }

    /// <summary>Puts the half with the smaller first leaf in front; false when both begin with the same.</summary>
    private static bool TryOrder(Span<uint> leaves)
    {
        var half = leaves.Length / 2;
        Span<uint> left = leaves[..half], right = leaves[half..];
        if (left[0] > right[0])
        {
            Span<uint> kept = stackalloc uint[half];
            left.CopyTo(kept);
            right.CopyTo(left);
            kept.CopyTo(right);
        }
        return left[0] != right[0];
    }

    private static bool AreDistinct(ReadOnlySpan<uint> leaves)
    {
        Span<uint> sorted = stackalloc uint[leaves.Length];
        leaves.CopyTo(sorted);
        sorted.Sort();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1]) return false;
        }
        return true;
    }
}
