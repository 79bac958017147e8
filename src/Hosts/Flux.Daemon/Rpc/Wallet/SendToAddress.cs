using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Pays an address; answers the transaction id. Coins of exactly a collateral are kept.</summary>
internal sealed class SendToAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "sendtoaddress";

    public override string Usage => "\"address\" amount ( \"comment\" \"comment-to\" subtractfeefromamount )";

    public override string Help => "Pays an address; answers the transaction id. Coins of exactly a collateral are kept.";

    public override (int Least, int Most) ParameterCount => (2, 5);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var to = WalletArguments.Address(wallet, request.String(0, "address"));
        var amount = WalletArguments.Payment(request, 1);
        var id = await WalletPayment.SendAsync(wallet, [(to, amount)], request.Bool(4, "subtractfeefromamount", false), from: null, minConfirmations: 1, cancellation).ConfigureAwait(false);
        json.WriteStringValue(id.ToString());
    }
}
