using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>An address to receive with.</summary>
internal sealed class GetAccountAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getaccountaddress";

    public override string Usage => "\"\"";

    public override string Help => "An address to receive with.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.String(0, "account"));
        json.WriteStringValue(wallet.Keys.Next(0).Address.ToText(wallet.Node.Network.Addresses));
    }
}
