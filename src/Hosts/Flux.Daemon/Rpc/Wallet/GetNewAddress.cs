using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>A new address to receive with.</summary>
internal sealed class GetNewAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getnewaddress";

    public override string Usage => "( \"\" )";

    public override string Help => "A new address to receive with.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.OptionalString(0, "account"));
        json.WriteStringValue(wallet.Keys.Next(0).Address.ToText(wallet.Node.Network.Addresses));
    }
}
