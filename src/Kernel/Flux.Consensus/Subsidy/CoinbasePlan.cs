using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>What the coinbase of a block must and may pay.</summary>
public sealed record CoinbasePlan
{
    /// <summary>Payee, script and exact amount per tier that has one; amounts of zero need no output.</summary>
    public required ImmutableArray<TierPayment> Payments { get; init; }

    /// <summary>One-off outputs, exact.</summary>
    public required ImmutableArray<TxOutput> Funding { get; init; }

    /// <summary>An output to this script with at least this value (proof of node), or null.</summary>
    public TxOutput? DeveloperMinimum { get; init; }

    /// <summary>What the miner may take besides fees.</summary>
    public required Amount MinerShare { get; init; }

    /// <summary>The tiers' reserves after the block.</summary>
    public required TierAmounts ReservesAfter { get; init; }

    /// <summary>Outputs that a template must have, in the usual order: tiers, then funding.</summary>
    public IEnumerable<TxOutput> RequiredOutputs =>
        Payments.Where(payment => payment.Output.Value > Amount.Zero).Select(payment => payment.Output).Concat(Funding);
}
