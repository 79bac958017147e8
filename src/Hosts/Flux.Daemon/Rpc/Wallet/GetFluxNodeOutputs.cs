using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Coins of the wallet that a FluxNode can be started with: exactly a tier's collateral, in a block, locked or not.</summary>
internal sealed class GetFluxNodeOutputs(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getfluxnodeoutputs";

    public override string Area => "fluxnode";

    public override string Help => "Coins of the wallet that a FluxNode can be started with: exactly a tier's collateral, in a block, locked or not.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var rules = wallet.Node.Network.FluxNodes;
        json.WriteStartArray();
        foreach (var coin in wallet.Coins().Where(coin => coin.State is CoinState.Collateral or CoinState.Locked or CoinState.Spendable && coin.Confirmations > 0 && rules.TierOf(coin.Coin.Output.Value, wallet.Tip) is not null))
        {
            json.WriteStartObject();
            json.WriteString("txhash", coin.Coin.OutPoint.Transaction.ToString());
            json.WriteNumber("outputidx", coin.Coin.OutPoint.Index);
            // Whole FLUX, as the C++ daemon: collaterals have no fraction.
            json.WriteNumber("Flux Amount", coin.Coin.Output.Value.Satoshis / Amount.Coin);
            json.WriteNumber("Confirmations", coin.Confirmations);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
