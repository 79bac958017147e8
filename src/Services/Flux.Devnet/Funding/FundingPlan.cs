using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Devnet.Funding;

/// <summary>
/// How many blocks a fresh network needs before its FluxNodes can stand. All blocks are laid out one spacing apart from the genesis
/// time onward, so the genesis time lies that far in the past and no clock runs ahead.
/// </summary>
/// <param name="Coinbases">Rewards that pay for the collaterals.</param>
/// <param name="BlocksToFund">Blocks until the last of them may be spent.</param>
/// <param name="BlocksToStart">Blocks from the collateral transaction until it is deep enough to start nodes with.</param>
public sealed record FundingPlan(int Coinbases, int BlocksToFund, int BlocksToStart)
{
    /// <summary>Room for the start and confirm transactions, and for what the miner finds meanwhile.</summary>
    private const int SpareBlocks = 24;

    /// <summary>More than the fee of the largest collateral transaction.</summary>
    private static readonly Amount FeeReserve = Amount.FromFlux(1);

    public static FundingPlan For(IEnumerable<Tier> tiers, Amount developerFunds, Network network)
    {
        var needed = tiers.Aggregate(developerFunds + FeeReserve, (sum, tier) => sum + network.FluxNodes.CollateralOf(tier, 1));
        var earned = Amount.Zero;
        var coinbases = 0;
        while (earned < needed) earned += MinerReward(network, ++coinbases);
        return new FundingPlan(coinbases, coinbases + network.Coinbase.Maturity, network.FluxNodes.CollateralDepth);
    }

    /// <summary>Unix seconds of a genesis block from which all the blocks above lie in the past.</summary>
    public long GenesisTime(DateTimeOffset now, TimeSpan blockTime) =>
        now.ToUnixTimeSeconds() - ((BlocksToFund + BlocksToStart + SpareBlocks) * (long)blockTime.TotalSeconds);

    private static Amount MinerReward(Network network, int height) =>
        network.Subsidy.At(height) - network.Subsidy.NodeShares(height, Amount.Zero).Sum;
}
