using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>The account of an address: always the unnamed one.</summary>
internal sealed class GetAccount(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getaccount";

    public override string Usage => "\"address\"";

    public override string Help => "The account of an address: always the unnamed one.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.Address(wallet, request.String(0, "address"));
        json.WriteStringValue("");
    }
}
