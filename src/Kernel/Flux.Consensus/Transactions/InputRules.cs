using Flux.Consensus.Escrow;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Consensus.Transactions;

/// <summary>What a transaction must be given the coins it spends (chain reference §6.6 "Inputs"). Scripts are apart.</summary>
public static class InputRules
{
    /// <summary>Maturity, ranges and balance of a transaction that passed <see cref="TransactionRules.Check"/> and is no coinbase.</summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="transaction">Judged.</param>
    /// <param name="height">Height of the block that holds it.</param>
    /// <param name="spent">The coin of each input, in order.</param>
    /// <param name="fee">What it leaves to the miner; zero when refused.</param>
    public static Verdict Check(Network network, Transaction transaction, int height, ReadOnlySpan<Coin> spent, out Amount fee)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(spent.Length, transaction.Inputs.Length, nameof(spent));
        fee = Amount.Zero;
        var total = Amount.Zero;
        foreach (ref readonly var coin in spent)
        {
            if (coin.IsCoinbase && CoinbaseFault(network, transaction, height, in coin) is { } fault) return Verdict.Fail(fault);
            var worth = EscrowRules.Worth(coin, height);
            if (!worth.IsInRange) return Verdict.Fail(RejectTable.TxInputValuesOutOfRange);
            total += worth;
            if (!total.IsInRange) return Verdict.Fail(RejectTable.TxInputValuesOutOfRange);
        }
        total += TransactionValue.ShieldedIn(transaction);
        if (!total.IsInRange) return Verdict.Fail(RejectTable.TxInputValuesOutOfRange);
        var paid = TransactionValue.Out(transaction);
        if (total < paid) return Verdict.Fail(RejectTable.TxInBelowOut, $"value in {total}, value out {paid}");
        fee = total - paid;
        return Verdict.Ok;
    }

    private static Reject? CoinbaseFault(Network network, Transaction tx, int height, in Coin coin)
    {
        if (height - coin.Height < network.Coinbase.Maturity) return RejectTable.TxPrematureCoinbaseSpend;
        var mustBeShielded = network.Coinbase.MustBeShieldedBeforeFlux && !network.Upgrades.Flux.IsActiveAt(height);
        return mustBeShielded && !tx.Outputs.IsEmpty ? RejectTable.TxCoinbaseSpendTransparent : null;
    }
}
