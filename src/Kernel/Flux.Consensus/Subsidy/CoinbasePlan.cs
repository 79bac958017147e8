using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>What the coinbase of a block must and may pay.</summary>
public sealed record CoinbasePlan
{
    /// <summary>Height of the block.</summary>
    public required int Height { get; init; }

    /// <summary>New money of the block, one-off outputs included.</summary>
    public required Amount Issued { get; init; }

    /// <summary>What escrow coins lose in the block; part of the node half.</summary>
    public Amount Earned { get; init; }

    /// <summary>Payee, script and exact amount per tier that has a payee. An amount of zero needs no output.</summary>
    public required ImmutableArray<TierPayment> Payments { get; init; }

    /// <summary>One-off outputs, exact.</summary>
    public ImmutableArray<TxOutput> Funding { get; init; } = [];

    /// <summary>An output to this script with at least this value, besides the others (proof of node), or null.</summary>
    public TxOutput? DeveloperMinimum { get; init; }

    /// <summary>What the miner may take besides fees.</summary>
    public required Amount MinerShare { get; init; }

    /// <summary>The tiers' reserves after the block.</summary>
    public TierAmounts ReservesAfter { get; init; }

    /// <summary>Most that all outputs together may hold, fees apart.</summary>
    public Amount Allowed
    {
        get
        {
            var sum = MinerShare;
            foreach (var output in RequiredOutputs) sum += output.Value;
            return sum;
        }
    }

    /// <summary>Outputs that a coinbase must have, in the usual order: tiers, then funding.</summary>
    public IEnumerable<TxOutput> RequiredOutputs =>
        Payments.Where(payment => payment.Output.Value > Amount.Zero).Select(payment => payment.Output).Concat(Funding);
}
