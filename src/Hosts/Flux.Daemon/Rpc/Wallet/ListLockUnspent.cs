using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Coins that are kept from being spent.</summary>
internal sealed class ListLockUnspent(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listlockunspent";

    public override string Help => "Coins that are kept from being spent.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var parts in wallet.Content.LockedCoins.Select(name => name.Split(':')))
        {
            json.WriteStartObject();
            json.WriteString("txid", parts[0]);
            json.WriteNumber("vout", uint.Parse(parts[1], CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
