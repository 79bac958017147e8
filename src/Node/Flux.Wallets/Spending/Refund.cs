using Flux.Consensus.Escrow;
using Flux.Primitives;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Spending;

/// <summary>Ends payments for apps (architecture, "Escrow coins, exactly"): what is left of each comes back to the address that paid it.</summary>
public static class Refund
{
    /// <summary>
    /// Blocks that the transaction counts: what it brings back is fixed at its expiry height, so each block more costs its payer. Nodes take none that
    /// expires within three blocks, so the rest is the time to read, agree and sign: half a minute where a block comes every two seconds.
    /// </summary>
    public const int ExpiresAfterBlocks = 20;

    /// <summary>One transaction that spends escrow coins of one address.</summary>
    /// <exception cref="PaymentException">They are not payments of one address, or less than the fee is left of them.</exception>
    public static PaymentPlan Plan(IReadOnlyList<WalletCoin> coins, FeeRate rate, int height)
    {
        ArgumentNullException.ThrowIfNull(coins);
        if (coins.Count == 0 || coins.Any(coin => coin.State != CoinState.Escrow)) throw new PaymentException(PaymentProblem.Order, "Only coins that pay for apps can be refunded.");
        if (coins.Select(coin => coin.Owner.Address).Distinct().Count() > 1) throw new PaymentException(PaymentProblem.Order, "These payments were made by several addresses; refund them one by one, so that the addresses are not linked.");
        var expiry = height + ExpiresAfterBlocks;
        var spent = coins.Select(coin => coin with { Worth = EscrowRules.Worth(new Coin(coin.Coin.Output, coin.Coin.Height, coin.Coin.IsCoinbase, coin.Coin.EscrowBlocks), expiry) }).ToList();
        var inputs = spent.Select(coin => coin.ToSpendable()).ToList();
        var left = inputs.Aggregate(Amount.Zero, (sum, coin) => sum + coin.Worth);
        var fee = rate.FeeFor(CoinSelector.SizeOf(inputs, CoinSelector.OutputBytes));
        if (left - fee < CoinSelector.DustLimit) throw new PaymentException(PaymentProblem.Guard, $"Only {left} FLUX are left, less than the fee of {fee} FLUX.");
        var draft = new TransactionDraft { Inputs = [.. inputs], Outputs = [new TxOutput(left - fee, spent[0].Owner.Address.ToScript())], ExpiryHeight = (uint)expiry };
        return new PaymentPlan(draft, [.. spent], fee, Amount.Zero);
    }
}
