using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>How much money a block makes and how the FluxNodes share in it.</summary>
public abstract record SubsidySchedule
{
    /// <summary>New money of the block at <paramref name="height"/>; zero at genesis.</summary>
    public abstract Amount At(int height);

    /// <summary>The three tiers' parts of the block at <paramref name="height"/>.</summary>
    /// <param name="height">Height of the block.</param>
    /// <param name="earned">What escrow coins lost in this block (own networks), else zero.</param>
    public abstract TierAmounts NodeShares(int height, Amount earned);
}
