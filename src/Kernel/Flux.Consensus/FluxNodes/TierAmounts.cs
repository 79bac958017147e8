using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>One amount per tier.</summary>
public readonly record struct TierAmounts(Amount Cumulus, Amount Nimbus, Amount Stratus)
{
    /// <summary>The tiers in the order in which everything looks at them.</summary>
    public static ReadOnlySpan<Tier> Tiers => [Tier.Cumulus, Tier.Nimbus, Tier.Stratus];

    /// <summary>The amount of one tier.</summary>
    public Amount this[Tier tier] => tier switch
    {
        Tier.Cumulus => Cumulus,
        Tier.Nimbus => Nimbus,
        Tier.Stratus => Stratus,
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    /// <summary>All three.</summary>
    public Amount Sum => Cumulus + Nimbus + Stratus;

    /// <summary>A copy with another amount for one tier.</summary>
    public TierAmounts With(Tier tier, Amount value) => tier switch
    {
        Tier.Cumulus => this with { Cumulus = value },
        Tier.Nimbus => this with { Nimbus = value },
        Tier.Stratus => this with { Stratus = value },
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}
