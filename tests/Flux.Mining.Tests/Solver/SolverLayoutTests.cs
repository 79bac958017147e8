using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

public class SolverLayoutTests
{
    public static TheoryData<int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (var n in (int[])[48, 96, 125, 144, 200])
            {
                foreach (var workers in (int[])[1, 2, 16, EquihashSolver.MostWorkers]) cases.Add(n, workers);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_row_lies_within_its_slot_and_leaves_the_references_of_earlier_levels_alone(int n, int workers)
    {
        var layout = new SolverLayout(Puzzles.Set(n), workers);
        for (var level = 0; level < layout.Parameters.K; level++)
        {
            var shape = layout.Level(level);
            shape.End.ShouldBeLessThanOrEqualTo(layout.SlotBytes(level));
            shape.HashBytes.ShouldBeGreaterThanOrEqualTo(4);
            shape.KeyShift.ShouldBeInRange(0, 31);
            // A reference is written as eight bytes before the digest behind it.
            if (level > 0) (shape.TreeOffset + 8).ShouldBeLessThanOrEqualTo(shape.End);
            if (level < 2) continue;
            var before = layout.Level(level - 2);
            shape.TreeOffset.ShouldBeGreaterThanOrEqualTo(before.HashOffset + (level == 2 && layout.LeafSpareBits > 0 ? 1 : 0));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void References_and_slot_numbers_fit(int n, int workers)
    {
        var layout = new SolverLayout(Puzzles.Set(n), workers);
        layout.Capacity.ShouldBeInRange((layout.Parameters.LeafCount >> layout.BucketBits) + 1, ushort.MaxValue);
        (layout.Capacity % SolverLayout.Chunk).ShouldBe(0);
        var last = PairNumber.Of((uint)layout.Capacity - 2, (uint)layout.Capacity - 1) << layout.BucketBits | (uint)(layout.BucketCount - 1);
        (last >> (8 * layout.TreeBytes)).ShouldBe(0ul);
        ((uint)(layout.Parameters.LeafCount - 1) >> (24 + layout.LeafSpareBits)).ShouldBe(0u);
    }
}
