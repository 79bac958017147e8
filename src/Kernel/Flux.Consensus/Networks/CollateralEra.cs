using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>An amount that makes a collateral of a tier from <paramref name="From"/> (inclusive) until <paramref name="Until"/> (exclusive).</summary>
public sealed record CollateralEra(Tier Tier, Amount Value, int From, int Until)
{
    /// <summary>True at <paramref name="height"/>.</summary>
    public bool Holds(int height) => height >= From && height < Until;
}
