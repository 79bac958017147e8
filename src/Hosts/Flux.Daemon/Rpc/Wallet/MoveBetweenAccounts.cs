using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Does nothing: there is one account only.</summary>
internal sealed class MoveBetweenAccounts(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "move";

    public override string Usage => "\"\" \"\" amount ( minconf \"comment\" )";

    public override string Help => "Does nothing: there is one account only.";

    public override (int Least, int Most) ParameterCount => (3, 5);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.String(0, "fromaccount"));
        WalletArguments.NoAccount(request.String(1, "toaccount"));
        request.Amount(2, "amount");
        json.WriteBooleanValue(true);
    }
}
