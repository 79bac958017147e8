using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>The unnamed account and what it can spend.</summary>
internal sealed class ListAccounts(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listaccounts";

    public override string Usage => "( minconf watchonly )";

    public override string Help => "The unnamed account and what it can spend.";

    public override (int Least, int Most) ParameterCount => (0, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var least = request.Int(0, "minconf", 1);
        json.WriteStartObject();
        json.WriteAmount("", new Amount(wallet.Coins().Where(coin => coin.State is not (CoinState.Immature or CoinState.Unconfirmed or CoinState.WatchOnly) && (coin.Confirmations >= least || least <= 1)).Sum(coin => coin.Worth.Satoshis)));
        json.WriteEndObject();
    }
}
