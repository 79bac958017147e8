using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Own addresses that payments have shown to belong together, with what they hold.</summary>
internal sealed class ListAddressGroupings(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listaddressgroupings";

    public override string Help => "Own addresses that payments have shown to belong together, with what they hold.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var balances = wallet.Coins().Where(coin => coin.Owner.CanSign && coin.State is not (CoinState.Unconfirmed or CoinState.Immature)).GroupBy(coin => coin.Owner.Address).ToDictionary(group => group.Key, group => new Amount(group.Sum(coin => coin.Worth.Satoshis)));
        json.WriteStartArray();
        foreach (var group in AddressGroups.Of(wallet))
        {
            json.WriteStartArray();
            foreach (var own in group)
            {
                json.WriteStartArray();
                json.WriteStringValue(own.Address.ToText(wallet.Node.Network.Addresses));
                json.WriteAmountValue(balances.GetValueOrDefault(own.Address));
                if (own.Change != 1) json.WriteStringValue("");
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
