using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Transactions.Policy;

public sealed class FeeRateTests
{
    [Theory]
    [InlineData(100, 1000, 100)]
    [InlineData(100, 182, 18)]
    [InlineData(100, 9, 100)]
    [InlineData(100, 0, 100)]
    [InlineData(0, 1000, 0)]
    public void Rounds_down_but_never_to_nothing(long rate, int bytes, long fee) => new FeeRate(rate).FeeFor(bytes).ShouldBe(new Amount(fee));

    [Fact]
    public void Is_what_a_fee_amounts_to()
    {
        FeeRate.Of(new Amount(226), 226).ShouldBe(new FeeRate(1000));
        FeeRate.Of(new Amount(226), 0).ShouldBe(new FeeRate(0));
    }
}
