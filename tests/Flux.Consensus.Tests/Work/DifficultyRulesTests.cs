using Flux.Consensus.Headers;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Work;

/// <summary>classic and local; the eras of main are shown by the recorded chain and by the models in this file's neighbours.</summary>
public sealed class DifficultyRulesTests
{
    private const uint Spacing = 120;
    private static readonly Network Classic = NetworkCatalog.Classic;

    [Fact]
    public void Local_has_the_same_target_for_ever()
    {
        var local = NetworkCatalog.Local(1);

        DifficultyRules.RequiredBits(local, new Line(500, 1), 0).ShouldBe(0x200f0f0fu);
        DifficultyRules.RequiredBits(local, new Line(500, 10_000), 0).ShouldBe(0x200f0f0fu);
    }

    [Fact]
    public void Classic_starts_at_its_easiest_target_for_sixty_blocks()
    {
        for (var height = 0; height < 60; height++) DifficultyRules.RequiredBits(Classic, new Line(height, 1), 0).ShouldBe(0x2003ffffu);
        DifficultyRules.RequiredBits(Classic, new Line(60, 1), 0).ShouldBeLessThan(0x2003ffffu);
    }

    [Fact]
    public void Blocks_on_schedule_keep_the_target()
    {
        var bits = CompactTarget.Encode(Classic.Work.PowLimit >> 8);
        var next = DifficultyRules.RequiredBits(Classic, new Line(100, Spacing, bits), 0);

        Ratio(next, bits).ShouldBeInRange(997, 1000);
    }

    [Theory]
    [InlineData(60u)] // twice as fast: half the target, but at most a third less per block
    [InlineData(240u)] // twice as slow: twice the target, but at most a half more per block
    [InlineData(100_000u)]
    public void One_block_changes_the_target_by_a_third_down_or_a_half_up_at_most(uint spacing)
    {
        var bits = CompactTarget.Encode(Classic.Work.PowLimit >> 8);
        var next = DifficultyRules.RequiredBits(Classic, new Line(100, spacing, bits), 0);

        Ratio(next, bits).ShouldBeInRange(spacing < Spacing ? 669 : 1499, spacing < Spacing ? 670 : 1500);
    }

    [Fact]
    public void Near_the_easiest_target_the_bounds_are_exact_on_classic()
    {
        // A third less, not the remnant of a product taken modulo 2^256.
        var next = DifficultyRules.RequiredBits(Classic, new Line(100, 1), 0);

        Ratio(next, 0x2003ffff).ShouldBeInRange(669, 670);
        DifficultyRules.RequiredBits(Classic, new Line(100, 100_000), 0).ShouldBe(0x2003ffffu);
    }

    [Fact]
    public void A_miner_at_steady_rate_is_followed_from_both_sides()
    {
        foreach (var speed in (int[])[16, 1])
        {
            // Solve time is in proportion to how hard the target is; start sixteen times too easy, and at the right place.
            var line = new Simulated(CompactTarget.Encode(Classic.Work.PowLimit >> 4), CompactTarget.Decode(CompactTarget.Encode(Classic.Work.PowLimit >> 4)) / (ulong)speed);
            for (var i = 0; i < 600; i++) line.Mine();
            line.AverageSolve(100).ShouldBeInRange(Spacing - 4, Spacing + 4);
        }
    }

    private static int Ratio(uint bits, uint to) => (int)(CompactTarget.Decode(bits) / (CompactTarget.Decode(to) / 1000)).Low64;

    /// <summary>Headers at a constant distance with constant bits.</summary>
    private sealed class Line(int height, uint spacing, uint bits = 0x2003ffff) : IAncestry
    {
        public int Height => height;

        public HeaderSummary At(int at) => new(default, at, 4, 1_800_000_000 + ((uint)at * spacing), bits, default);
    }

    /// <summary>Headers whose solve times follow from their targets.</summary>
    private sealed class Simulated(uint firstBits, UInt256 fair) : IAncestry
    {
        private readonly List<HeaderSummary> _headers = [.. Enumerable.Range(0, 61).Select(i => new HeaderSummary(default, i, 4, 1_800_000_000 + ((uint)i * Spacing), firstBits, default))];

        public int Height => _headers.Count - 1;

        public HeaderSummary At(int height) => _headers[height];

        public void Mine()
        {
            var bits = DifficultyRules.RequiredBits(Classic, this, 0);
            // fair·120 / target seconds: half the target, twice the time.
            var solve = (fair * 1000 / (CompactTarget.Decode(bits) / Spacing)).Low64 / 1000;
            _headers.Add(new HeaderSummary(BlockHash.Zero, _headers.Count, 4, _headers[^1].Time + Math.Max(1, (uint)solve), bits, default));
        }

        public long AverageSolve(int count) => (_headers[^1].Time - _headers[^(count + 1)].Time) / count;
    }
}
