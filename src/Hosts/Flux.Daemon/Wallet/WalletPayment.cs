using Flux.Chain.Mempool;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Wallet;

/// <summary>Builds, signs and sends the daemon wallet's payments.</summary>
internal static class WalletPayment
{
    /// <summary>The C++ daemon's -txexpirydelta.</summary>
    private const int ExpiryDelta = 20;

    /// <summary>A larger fee is refused: 0.1 FLUX, the C++ daemon's -maxtxfee.</summary>
    private static readonly Amount MostFee = new(10_000_000);

    /// <summary>Pays and answers the id.</summary>
    public static async Task<TxId> SendAsync(DaemonWallet wallet, IReadOnlyList<(Address To, Amount Amount)> recipients, bool subtractFee, Address? from, int minConfirmations, CancellationToken cancellation)
    {
        var coins = wallet.Coins().Where(coin => coin.Confirmations >= minConfirmations || (minConfirmations <= 1 && coin.State == CoinState.Spendable)).Where(coin => from is null || coin.Owner.Address == from).ToList();
        var plan = Plan(() => new PaymentBuilder(wallet.Node.Network, coins).Build(new PaymentOrder
        {
            Recipients = [.. recipients],
            Change = from ?? wallet.Keys.Next(1).Address,
            Rate = new FeeRate(wallet.Content.Settings.FeeRate),
            MostFee = MostFee,
            ExpiryHeight = ExpiryOf(wallet),
            SubtractFee = subtractFee,
        }));
        return await DeliverAsync(wallet, plan, cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes one coin of many and answers the id and how many.</summary>
    public static async Task<(TxId Id, int Count)> ConsolidateAsync(DaemonWallet wallet, int count, CancellationToken cancellation)
    {
        var most = wallet.Coins().Where(coin => coin.State == CoinState.Spendable).GroupBy(coin => coin.Owner.Address).Select(group => group.Count()).DefaultIfEmpty(0).Max();
        if (most <= count) throw RpcFault.Misc($"Wallet doesn't contain an address that has more than {count} Unspent Transaction Outputs");
        var plan = Plan(() => Consolidation.Plan(wallet.Coins(), count, new FeeRate(wallet.Content.Settings.FeeRate), ExpiryOf(wallet)));
        return (await DeliverAsync(wallet, plan, cancellation).ConfigureAwait(false), plan.Coins.Length);
    }

    public static uint ExpiryOf(DaemonWallet wallet) => (uint)(wallet.Tip + 1 + ExpiryDelta);

    /// <summary>The plan, with refusals in the codes that callers know.</summary>
    public static PaymentPlan Plan(Func<PaymentPlan> build)
    {
        try
        {
            return build();
        }
        catch (PaymentException e)
        {
            throw e.Problem == PaymentProblem.Funds ? new RpcFault(RpcErrorCode.InsufficientFunds, $"Insufficient funds: {e.Message}") : new RpcFault(RpcErrorCode.Wallet, e.Message);
        }
    }

    private static async Task<TxId> DeliverAsync(DaemonWallet wallet, PaymentPlan plan, CancellationToken cancellation)
    {
        UnjudgedHistory.Refuse(wallet.Node);
        var signed = TransactionSigner.Sign(plan.Draft, wallet.Keys.Ring.FindKey, wallet.Node.Network.BranchIdAt(wallet.Tip + 1), address => wallet.Keys.Find(address)?.Redeem);
        var result = await wallet.Node.Chain.SubmitTransactionAsync(signed, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        if (result.Kind is not (PoolResultKind.Accepted or PoolResultKind.Known)) throw new RpcFault(RpcErrorCode.Wallet, $"The transaction was rejected: {result.Verdict.Message}");
        wallet.Ledger.AddWaiting(signed, wallet.Now());
        return signed.Id;
    }
}
