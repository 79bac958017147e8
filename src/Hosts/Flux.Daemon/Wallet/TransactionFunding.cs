using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;
using Flux.Primitives;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Wallet;

/// <summary>Adds coins of the wallet to a transaction that others made.</summary>
internal static class TransactionFunding
{
    private const int OutputFrameBytes = 9;

    /// <summary>The transaction with inputs and change, the place of the change (−1 without), and the fee.</summary>
    public static (Transaction Transaction, int Change, Amount Fee) Fund(DaemonWallet wallet, Transaction transaction)
    {
        if (!transaction.Overwintered || transaction.Version != 4 || transaction.Shielded is not null) throw new RpcFault(RpcErrorCode.Wallet, "Only transparent transactions of version 4 can be funded");
        var coins = wallet.Coins();
        var byOutPoint = coins.ToDictionary(coin => coin.Coin.OutPoint);
        var given = transaction.Inputs.Select(input => byOutPoint.TryGetValue(input.PreviousOutput, out var coin) ? coin.ToSpendable() : throw new RpcFault(RpcErrorCode.Wallet, $"Input {input.PreviousOutput} is not a coin of the wallet")).ToList();
        var target = transaction.Outputs.Aggregate(Amount.Zero, (sum, output) => sum + output.Value);
        var size = transaction.Outputs.Sum(output => OutputFrameBytes + output.ScriptPubKey.Length);
        var choice = CoinSelector.Select(coins.Where(coin => coin.State == CoinState.Spendable).Select(coin => coin.ToSpendable()), target, size, new FeeRate(wallet.Content.Settings.FeeRate), given);
        if (!choice.IsEnough) throw new RpcFault(RpcErrorCode.InsufficientFunds, $"Insufficient funds: {choice.Missing} FLUX are missing");
        // Change comes first; what the caller put in keeps its order behind it.
        TxOutput[] change = choice.Change > Amount.Zero ? [new TxOutput(choice.Change, wallet.Keys.Next(1).Address.ToScript())] : [];
        var kept = transaction.Inputs.ToDictionary(input => input.PreviousOutput);
        var funded = new Transaction
        {
            Version = transaction.Version,
            Overwintered = true,
            VersionGroup = transaction.VersionGroup,
            Inputs = [.. choice.Coins.Select(coin => kept.TryGetValue(coin.OutPoint, out var input) ? input : new TxInput(coin.OutPoint, default, TxInput.FinalSequence - 1))],
            Outputs = [.. change, .. transaction.Outputs],
            LockTime = transaction.LockTime,
            ExpiryHeight = transaction.ExpiryHeight,
        };
        return (funded, change.Length > 0 ? 0 : -1, choice.Fee);
    }
}
