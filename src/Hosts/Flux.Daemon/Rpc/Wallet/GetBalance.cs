using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>What can be spent; locked coins and collateral are part of it, escrow coins of apps are not.</summary>
internal sealed class GetBalance(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getbalance";

    public override string Usage => "( \"*\" minconf watchonly )";

    public override string Help => "What can be spent; locked coins and collateral are part of it, escrow coins of apps are not.";

    public override (int Least, int Most) ParameterCount => (0, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.OptionalString(0, "account"), allowAll: true);
        var least = request.Int(1, "minconf", 1);
        var watched = request.Bool(2, "includeWatchonly", false);
        var sum = wallet.Coins().Where(coin => coin.State is not (CoinState.Immature or CoinState.Unconfirmed or CoinState.Escrow) && (watched || coin.State != CoinState.WatchOnly))
            .Where(coin => coin.Confirmations >= least || (least <= 1 && coin.State == CoinState.Spendable)).Sum(coin => coin.Worth.Satoshis);
        json.WriteAmountValue(new Amount(sum));
    }
}
