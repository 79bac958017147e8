using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>A new address for change.</summary>
internal sealed class GetRawChangeAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getrawchangeaddress";

    public override string Help => "A new address for change.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        json.WriteStringValue(wallet.Keys.Next(1).Address.ToText(wallet.Node.Network.Addresses));
    }
}
