using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>
/// Own networks (architecture §4): s = <paramref name="Initial"/> &gt;&gt; ((h − 1) / <paramref name="Interval"/>); a part of it (half), and what
/// escrow coins lose, to the nodes: 15 %, 25 % and the rest, truncating.
/// </summary>
public sealed record FairSubsidy(Amount Initial, int Interval) : SubsidySchedule
{
    private const int Whole = 100;

    /// <summary>The nodes' part of new money, percent.</summary>
    public int NodePercent { get; init; } = 50;

    /// <summary>Cumulus' part of the nodes' part, percent.</summary>
    public int CumulusPercent { get; init; } = 15;

    /// <summary>Nimbus' part of the nodes' part, percent; the rest is Stratus'.</summary>
    public int NimbusPercent { get; init; } = 25;

    /// <summary>All money that is ever made, satoshi; more than any amount when the numbers are out of all bounds.</summary>
    public UInt128 Total
    {
        get
        {
            UInt128 total = 0;
            for (var subsidy = Initial.Satoshis; subsidy > 0; subsidy >>= 1) total += (UInt128)subsidy * (UInt128)Interval;
            return total;
        }
    }

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
        var nodes = (At(height).Satoshis * NodePercent / Whole) + earned.Satoshis;
        var cumulus = nodes * CumulusPercent / Whole;
        var nimbus = nodes * NimbusPercent / Whole;
        return new TierAmounts(new Amount(cumulus), new Amount(nimbus), new Amount(nodes - cumulus - nimbus));
    }
}
