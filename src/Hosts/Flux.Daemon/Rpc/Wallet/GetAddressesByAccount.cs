using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Every address that was given out, imported ones included.</summary>
internal sealed class GetAddressesByAccount(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getaddressesbyaccount";

    public override string Usage => "\"\"";

    public override string Help => "Every address that was given out, imported ones included.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.String(0, "account"));
        json.WriteStartArray();
        foreach (var text in wallet.Keys.Given().Select(own => own.Address.ToText(wallet.Node.Network.Addresses)).Order(StringComparer.Ordinal)) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
