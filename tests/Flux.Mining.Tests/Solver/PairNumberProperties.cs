using CsCheck;
using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

public class PairNumberProperties
{
    [Fact]
    public void Pairs_are_numbered_without_gaps()
    {
        ulong next = 0;
        for (uint high = 1; high < 60; high++)
        {
            for (uint low = 0; low < high; low++) PairNumber.Of(low, high).ShouldBe(next++);
        }
    }

    [Fact]
    public void A_number_splits_into_its_pair() =>
        Gen.Select(Gen.UInt[1, 65_534], Gen.UInt).Sample((high, any) =>
        {
            var low = any % high;
            PairNumber.Split(PairNumber.Of(low, high)).ShouldBe(((int)low, (int)high));
        });
}
