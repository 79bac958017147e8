using System.Collections.Immutable;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Memos;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Spending;

/// <summary>
/// Turns an order into a transaction. Outputs stand in the order recipients, change, memo: FluxOS reads the memo from the last one
/// (fluxos reference §5.1).
/// </summary>
public sealed class PaymentBuilder(Network network, IReadOnlyCollection<WalletCoin> coins)
{
    /// <summary>Value (8), length (1).</summary>
    private const int OutputFrameBytes = 9;

    /// <summary>The plan of an order.</summary>
    /// <exception cref="PaymentException">With the reason.</exception>
    public PaymentPlan Build(PaymentOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        CheckOrder(order);
        var memo = order.Memo is null ? (TxOutput?)null : new TxOutput(Amount.Zero, Memo.ToScript(order.Memo));
        CheckEscrow(order);
        var candidates = Candidates(order);
        return order.SendAll ? SendAll(order, candidates, memo) : Send(order, candidates, memo);
    }

    private PaymentPlan Send(PaymentOrder order, IReadOnlyList<WalletCoin> candidates, TxOutput? memo)
    {
        var outputs = order.Recipients.Select(recipient => new TxOutput(recipient.Amount, recipient.To.ToScript())).ToList();
        var target = outputs.Aggregate(Amount.Zero, (sum, output) => sum + output.Value);
        var size = SizeOf(outputs) + (memo is { } m ? SizeOf([m]) : 0);
        var spendable = candidates.Select(coin => coin.ToSpendable()).ToList();
        IReadOnlyList<SpendableCoin> required = order.OnlyCoins.IsEmpty ? [] : spendable;
        var choice = order.SubtractFee
            ? CoinSelector.Select(spendable, target, size, new FeeRate(0), required)
            : CoinSelector.Select(spendable, target, size, order.Rate, required);
        if (!choice.IsEnough) throw TooLittle(choice.Missing);
        var (fee, change) = (choice.Fee, choice.Change);
        if (order.SubtractFee)
        {
            fee = order.Rate.FeeFor(CoinSelector.SizeOf(choice.Coins, size + CoinSelector.OutputBytes)) + choice.Fee;
            outputs = Subtract(outputs, fee - choice.Fee);
        }
        return Plan(order, choice.Coins, outputs, change, fee, memo);
    }

    private PaymentPlan SendAll(PaymentOrder order, IReadOnlyList<WalletCoin> candidates, TxOutput? memo)
    {
        var chosen = candidates.OrderByDescending(coin => coin.Worth.Satoshis).Take(order.MostInputs).Select(coin => coin.ToSpendable()).ToList();
        var total = chosen.Aggregate(Amount.Zero, (sum, coin) => sum + coin.Worth);
        var size = SizeOf([new TxOutput(Amount.Zero, order.Recipients[0].To.ToScript())]) + (memo is { } m ? SizeOf([m]) : 0);
        var fee = order.Rate.FeeFor(CoinSelector.SizeOf(chosen, size));
        var rest = total - fee;
        if (rest < CoinSelector.DustLimit) throw TooLittle(CoinSelector.DustLimit - rest);
        return Plan(order, chosen, [new TxOutput(rest, order.Recipients[0].To.ToScript())], Amount.Zero, fee, memo);
    }

    private PaymentPlan Plan(PaymentOrder order, IReadOnlyList<SpendableCoin> chosen, List<TxOutput> outputs, Amount change, Amount fee, TxOutput? memo)
    {
        if (fee > order.MostFee)
            throw new PaymentException(PaymentProblem.Guard, $"The fee would be {fee} FLUX, above the limit of {order.MostFee} FLUX. Raise the limit with --max-fee if you mean it, or spend fewer coins.");
        if (change > Amount.Zero) outputs.Add(new TxOutput(change, order.Change.ToScript()));
        if (memo is { } text) outputs.Add(text);
        var byOutPoint = coins.ToDictionary(coin => coin.Coin.OutPoint);
        var draft = new TransactionDraft { Inputs = [.. chosen], Outputs = [.. outputs], ExpiryHeight = order.ExpiryHeight };
        return new PaymentPlan(draft, [.. chosen.Select(coin => byOutPoint[coin.OutPoint])], fee, change);
    }

    private IReadOnlyList<WalletCoin> Candidates(PaymentOrder order)
    {
        if (order.OnlyCoins.IsEmpty)
        {
            return [.. coins.Where(coin => coin.State == CoinState.Spendable || (order.TakeUnconfirmed && coin.State == CoinState.Unconfirmed)).OrderByDescending(coin => coin.Worth.Satoshis).Take(order.MostInputs)];
        }
        var byOutPoint = coins.ToDictionary(coin => coin.Coin.OutPoint);
        return [.. order.OnlyCoins.Distinct().Select(wanted => Chosen(byOutPoint, wanted, order))];
    }

    private static WalletCoin Chosen(Dictionary<OutPoint, WalletCoin> byOutPoint, OutPoint wanted, PaymentOrder order)
    {
        if (!byOutPoint.TryGetValue(wanted, out var coin)) throw new PaymentException(PaymentProblem.Order, $"The wallet has no unspent coin {wanted}.");
        if (coin.State == CoinState.Spendable || (coin.State == CoinState.Unconfirmed && order.TakeUnconfirmed)) return coin;
        throw new PaymentException(PaymentProblem.Guard, $"Coin {wanted} may not be spent: {Reason(coin.State)}.");
    }

    private static string Reason(CoinState state) => state switch
    {
        CoinState.Unconfirmed => "its transaction waits for a block",
        CoinState.Immature => "it is a reward that must mature",
        CoinState.Escrow => "it pays for an app; end the app instead",
        CoinState.Collateral => "it is exactly a FluxNode's collateral; unlock it first if no node needs it",
        CoinState.Locked => "it is locked; unlock it first",
        CoinState.Reserved => "a payment that waits spends it",
        _ => "the wallet has no key for it",
    };

    private static void CheckOrder(PaymentOrder order)
    {
        if (order.Recipients.IsEmpty && order.Memo is null) throw new PaymentException(PaymentProblem.Order, "There is nobody to pay.");
        if (order.SendAll && order.Recipients.Length != 1) throw new PaymentException(PaymentProblem.Order, "To send everything give exactly one recipient.");
        if (order.SubtractFee && order.Recipients.IsEmpty) throw new PaymentException(PaymentProblem.Order, "There is no recipient to bear the fee.");
        foreach (var (_, amount) in order.SendAll ? [] : order.Recipients)
        {
            if (!amount.IsInRange || amount == Amount.Zero) throw new PaymentException(PaymentProblem.Order, $"{amount} FLUX can't be sent: amounts are above zero.");
            if (amount < CoinSelector.DustLimit) throw new PaymentException(PaymentProblem.Guard, $"{amount} FLUX is dust: nodes do not relay outputs below {CoinSelector.DustLimit} FLUX.");
        }
        if (order.Memo is { } memo && (memo.Length is 0 or > Memo.MaxBytes || memo.Any(c => c is < ' ' or > '~')))
            throw new PaymentException(PaymentProblem.Order, $"A memo has 1 to {Memo.MaxBytes} printable ASCII characters; this one has {memo.Length}{(memo.Any(c => c is < ' ' or > '~') ? " and others among them" : "")}.");
    }

    /// <summary>What consensus would refuse is refused here, with a reason that a person can use.</summary>
    private void CheckEscrow(PaymentOrder order)
    {
        if (network.Escrow is not { } escrow || !order.Recipients.Any(recipient => recipient.To.ToScript() == escrow.Script)) return;
        if (order.Recipients.Count(recipient => recipient.To.ToScript() == escrow.Script) > 1) throw new PaymentException(PaymentProblem.Order, "One transaction pays for one app: the app address stands twice.");
        if (!EscrowMemo.TryParse(order.Memo, out var memo)) throw new PaymentException(PaymentProblem.Order, "A payment for an app needs its message's hash as memo (64 hex characters, optionally .blocks).");
        var blocks = memo.Blocks ?? escrow.MonthBlocks;
        if (order.Recipients.Any(recipient => recipient.To.ToScript() == escrow.Script && recipient.Amount.Satoshis < blocks)) throw new PaymentException(PaymentProblem.Order, $"{blocks} blocks cost at least {new Amount(blocks)} FLUX.");
    }

    /// <summary>Every recipient gets an equal part less; the first also bears the remainder.</summary>
    private static List<TxOutput> Subtract(List<TxOutput> outputs, Amount fee)
    {
        var part = fee.Satoshis / outputs.Count;
        var less = outputs.Select((output, i) => output with { Value = new Amount(output.Value.Satoshis - part - (i == 0 ? fee.Satoshis % outputs.Count : 0)) }).ToList();
        return less.Any(output => output.Value < CoinSelector.DustLimit) ? throw new PaymentException(PaymentProblem.Guard, "After the fee a recipient would get dust.") : less;
    }

    private PaymentException TooLittle(Amount missing)
    {
        var balance = WalletBalance.Of(coins);
        var elsewhere = new List<string>();
        if (balance.Immature > Amount.Zero) elsewhere.Add($"{balance.Immature} FLUX of rewards mature soon");
        if (balance.Unconfirmed > Amount.Zero) elsewhere.Add($"{balance.Unconfirmed} FLUX wait for a block");
        if (balance.Collateral > Amount.Zero) elsewhere.Add($"{balance.Collateral} FLUX are kept as collateral");
        if (balance.Locked > Amount.Zero) elsewhere.Add($"{balance.Locked} FLUX are locked");
        if (balance.Reserved > Amount.Zero) elsewhere.Add($"{balance.Reserved} FLUX are in payments on their way");
        return new PaymentException(PaymentProblem.Funds, $"The wallet has too little: {missing} FLUX are missing.{(elsewhere.Count > 0 ? $" {string.Join("; ", elsewhere)}." : "")}");
    }

    private static int SizeOf(IEnumerable<TxOutput> outputs) => outputs.Sum(output => OutputFrameBytes + output.ScriptPubKey.Length);
}
