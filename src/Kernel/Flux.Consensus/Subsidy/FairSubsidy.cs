using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>
/// Own networks (architecture §4): s = <paramref name="Initial"/> &gt;&gt; ((h − 1) / <paramref name="Interval"/>); half of it, and what escrow
/// coins lose, to the nodes: 15 %, 25 % and the rest, truncating.
/// </summary>
public sealed record FairSubsidy(Amount Initial, int Interval) : SubsidySchedule
{
    private const long CumulusPercent = 15;
    private const long NimbusPercent = 25;

    /// <inheritdoc/>
    public override Amount At(int height)
    {
        if (height < 1) return Amount.Zero;
        var halvings = (height - 1) / Interval;
        return halvings >= 63 ? Amount.Zero : new Amount(Initial.Satoshis >> halvings);
    }

    /// <inheritdoc/>
    public override TierAmounts NodeShares(int height, Amount earned)
    {
        var half = (At(height).Satoshis / 2) + earned.Satoshis;
        var cumulus = half * CumulusPercent / 100;
        var nimbus = half * NimbusPercent / 100;
        return new TierAmounts(new Amount(cumulus), new Amount(nimbus), new Amount(half - cumulus - nimbus));
    }
}
