using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>The private key of an address (WIF).</summary>
internal sealed class DumpPrivKey(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "dumpprivkey";

    public override string Usage => "\"address\"";

    public override string Help => "The private key of an address (WIF).";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var key = WalletArguments.Key(wallet, WalletArguments.Address(wallet, request.String(0, "address")), "Address does not refer to a key");
        json.WriteStringValue(key.ToWif(wallet.Node.Network.Addresses));
    }
}
