using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Devnet.Funding;
using Flux.Primitives;

namespace Flux.Devnet.Tests.Funding;

public sealed class FundingPlanTests
{
    private static readonly Network Local = NetworkCatalog.Local(1_700_000_000);
    private static readonly Tier[] FourNodes = [Tier.Cumulus, Tier.Cumulus, Tier.Nimbus, Tier.Stratus];

    // By hand: 1,000 + 1,000 + 12,500 + 40,000 and 1 for fees, at 335 / 2 = 167.5 FLUX a block: 325.4 blocks.
    [Fact]
    public void Four_nodes_need_326_rewards() => FundingPlan.For(FourNodes, Amount.Zero, Local).Coinbases.ShouldBe(326);

    [Fact]
    public void The_developer_funds_come_on_top() => FundingPlan.For(FourNodes, Amount.FromFlux(1_675), Local).Coinbases.ShouldBe(336);

    [Fact]
    public void Rewards_must_mature_and_collaterals_must_be_deep_enough()
    {
        var plan = FundingPlan.For(FourNodes, Amount.Zero, Local);

        plan.BlocksToFund.ShouldBe(336);
        plan.BlocksToStart.ShouldBe(10);
    }

    [Fact]
    public void All_blocks_lie_in_the_past()
    {
        var plan = FundingPlan.For(FourNodes, Amount.Zero, Local);
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        var genesis = plan.GenesisTime(now, TimeSpan.FromSeconds(2));

        (genesis + (2 * (plan.BlocksToFund + plan.BlocksToStart + 1))).ShouldBeLessThan(now.ToUnixTimeSeconds());
        genesis.ShouldBeGreaterThan(now.ToUnixTimeSeconds() - 1_000);
    }
}
