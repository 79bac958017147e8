using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Escrow;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Subsidy;

/// <summary>What coinbases must hold (chain reference §5.4; architecture §4), for judging and for building them.</summary>
public static class CoinbaseRules
{
    /// <summary>What the coinbase after <paramref name="parent"/> must and may pay.</summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="parent">The state before the block.</param>
    /// <param name="coins">Coins before the block: nodes of the foundation are paid only while their collateral is unspent. Not needed on own networks.</param>
    public static CoinbasePlan Plan(Network network, LedgerState parent, ICoinView? coins = null)
    {
        var height = parent.Height + 1;
        var earned = EscrowRules.EarnedNext(parent);
        var issued = SubsidyRules.At(network, height) + SubsidyRules.FundingAt(network, height);
        var shares = network.Subsidy.NodeShares(height, earned);
        var reserves = parent.Totals.Reserves;
        var payments = ImmutableArray.CreateBuilder<TierPayment>();
        var paid = Amount.Zero;
        foreach (var tier in TierAmounts.Tiers)
        {
            var payee = PayeeOf(network, parent.Nodes, tier, height, coins);
            if (payee is null)
            {
                reserves = reserves.With(tier, reserves[tier] + shares[tier]);
                continue;
            }
            var topUp = network.FluxNodes.HasTierReserves ? Least(shares[tier], reserves[tier]) : Amount.Zero;
            reserves = reserves.With(tier, reserves[tier] - topUp);
            payments.Add(new TierPayment(tier, payee.Collateral, new TxOutput(shares[tier] + topUp, payee.PayeeScript)));
            paid += shares[tier];
        }
        var funding = FundingAt(network, height);
        return new CoinbasePlan
        {
            Height = height,
            Issued = issued,
            Earned = earned,
            Payments = payments.ToImmutable(),
            Funding = funding,
            DeveloperMinimum = DeveloperMinimum(network, height, SubsidyRules.At(network, height) - paid),
            MinerShare = SubsidyRules.At(network, height) + earned - (network.FluxNodes.HasTierReserves ? shares.Sum : paid),
            ReservesAfter = network.FluxNodes.HasTierReserves ? reserves : default,
        };
    }

    /// <summary>How a coinbase script at <paramref name="height"/> must begin: height push and, on own networks, the push of the genesis tag.</summary>
    public static Script ScriptPrefix(Network network, int height)
    {
        var builder = new ScriptBuilder().Raw(HeightPush(height).Bytes);
        return network.Coinbase.NeedsGenesisTag ? builder.Data(network.GenesisTag.Span).ToScript() : builder.ToScript();
    }

    /// <summary>The height as the reference's script builder writes a number: OP_1…OP_16, from 17 on a push.</summary>
    public static Script HeightPush(int height) => new ScriptBuilder().Number(height).ToScript();

    /// <summary>The one-off outputs due at a height.</summary>
    public static ImmutableArray<TxOutput> FundingAt(Network network, int height) =>
        [.. network.Funding.Where(funding => funding.Height == height).Select(funding => funding.Output)];

    /// <summary>
    /// Every payee has its output: outputs are looked at in order, each serves at most one tier, lower tiers first. From proof of node on one of the
    /// others pays the developer fund.
    /// </summary>
    internal static Verdict CheckPayments(CoinbasePlan plan, Transaction coinbase)
    {
        var open = plan.Payments.Where(payment => payment.Output.Value > Amount.Zero).ToList();
        var developerPaid = plan.DeveloperMinimum is null;
        foreach (var output in coinbase.Outputs)
        {
            var served = open.FindIndex(payment => payment.Output == output);
            if (served >= 0) open.RemoveAt(served);
            else developerPaid |= plan.DeveloperMinimum is { } due && output.ScriptPubKey == due.ScriptPubKey && output.Value >= due.Value;
        }
        return open.Count == 0 && developerPaid
            ? Verdict.Ok
            : Verdict.Fail(RejectTable.FluxNodesNotPaid, open.Count > 0 ? $"{open[0].Tier} is due {open[0].Output.Value}" : "developer fund");
    }

    private static FluxNodeRecord? PayeeOf(Network network, FluxNodeList nodes, Tier tier, int height, ICoinView? coins)
    {
        if (height < network.FluxNodes.PaymentsFrom) return null;
        var payee = nodes.NextPayee(tier);
        return payee is { PaidWhileUnspentOnly: true } && coins?.Find(payee.Collateral) is null ? null : payee;
    }

    private static TxOutput? DeveloperMinimum(Network network, int height, Amount rest) =>
        network.Pon is { } pon && pon.IsActiveAt(height) && height >= network.FluxNodes.PaymentsFrom ? new TxOutput(rest, pon.DeveloperScript) : null;

    private static Amount Least(Amount left, Amount right) => left < right ? left : right;
}
