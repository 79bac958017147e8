using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Money from others that waits for a block.</summary>
internal sealed class GetUnconfirmedBalance(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getunconfirmedbalance";

    public override string Help => "Money from others that waits for a block.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        json.WriteAmountValue(WalletBalance.Of(wallet.Coins()).Unconfirmed);
    }
}
