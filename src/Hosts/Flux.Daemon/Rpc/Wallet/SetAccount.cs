using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Accounts are gone; only the unnamed one is left.</summary>
internal sealed class SetAccount(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "setaccount";

    public override string Usage => "\"address\" \"\"";

    public override string Help => "Accounts are gone; only the unnamed one is left.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var address = WalletArguments.Address(wallet, request.String(0, "address"));
        WalletArguments.NoAccount(request.String(1, "account"));
        WalletArguments.Own(wallet, address, RpcErrorCode.Misc, "setaccount can only be used with own address");
        json.WriteNullValue();
    }
}
