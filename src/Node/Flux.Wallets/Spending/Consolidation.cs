using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Spending;

/// <summary>Makes one coin out of many small ones of one address, so that linking addresses is never a side effect.</summary>
public static class Consolidation
{
    /// <summary>Most inputs of one transaction, as <c>consolidateutxos</c> of fluxd.</summary>
    public const int MostInputs = 250;

    /// <summary>The smallest coins of the address with the most of them, to that same address.</summary>
    /// <exception cref="PaymentException">There is no address with that many coins.</exception>
    public static PaymentPlan Plan(IEnumerable<WalletCoin> coins, int count, FeeRate rate, uint expiryHeight)
    {
        if (count is < 2 or > MostInputs) throw new PaymentException(PaymentProblem.Order, $"{count} coins can't be put together; 2 to {MostInputs} can.");
        var (owner, chosen) = coins.Where(coin => coin.State == CoinState.Spendable).GroupBy(coin => coin.Owner.Address)
            .OrderByDescending(group => group.Count()).Select(group => (group.Key, group.OrderBy(coin => coin.Worth.Satoshis).Take(count).ToList())).FirstOrDefault();
        if (chosen is null || chosen.Count < 2) throw new PaymentException(PaymentProblem.Funds, "No address has more than one coin that may be spent.");
        var inputs = chosen.Select(coin => coin.ToSpendable()).ToList();
        var fee = rate.FeeFor(CoinSelector.SizeOf(inputs, CoinSelector.OutputBytes));
        var rest = inputs.Aggregate(Amount.Zero, (sum, coin) => sum + coin.Worth) - fee;
        if (rest < CoinSelector.DustLimit) throw new PaymentException(PaymentProblem.Guard, "These coins together are worth less than the fee.");
        var draft = new TransactionDraft { Inputs = [.. inputs], Outputs = [new TxOutput(rest, owner.ToScript())], ExpiryHeight = expiryHeight };
        return new PaymentPlan(draft, [.. chosen], fee, Amount.Zero);
    }
}
