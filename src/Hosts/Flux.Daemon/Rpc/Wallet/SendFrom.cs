using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Pays an address with the coins of one own address, to which the change goes back; an empty first argument takes any coin.</summary>
internal sealed class SendFrom(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "sendfrom";

    public override string Usage => "\"fromaddress\" \"address\" amount ( minconf \"comment\" \"comment-to\" )";

    public override string Help => "Pays an address with the coins of one own address, to which the change goes back; an empty first argument takes any coin.";

    public override (int Least, int Most) ParameterCount => (3, 6);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var source = request.String(0, "fromaddress");
        var to = WalletArguments.Address(wallet, request.String(1, "address"));
        var amount = WalletArguments.Payment(request, 2);
        Address? from = source.Length == 0 ? null : WalletArguments.Address(wallet, source);
        var id = await WalletPayment.SendAsync(wallet, [(to, amount)], subtractFee: false, from, request.Int(3, "minconf", 1), cancellation).ConfigureAwait(false);
        json.WriteStringValue(id.ToString());
    }
}
