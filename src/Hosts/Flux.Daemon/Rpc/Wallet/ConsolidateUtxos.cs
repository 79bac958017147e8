using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Makes one coin out of the smallest coins of one address.</summary>
internal sealed class ConsolidateUtxos(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "consolidateutxos";

    public override string Usage => "( count )";

    public override string Help => "Makes one coin out of the smallest coins of one address.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var count = request.Int(0, "count", 100);
        if (count is < 2 or > Consolidation.MostInputs) throw RpcFault.InvalidParameter($"Invalid parameter, count is 2 to {Consolidation.MostInputs}");
        var (id, consolidated) = await WalletPayment.ConsolidateAsync(wallet, count, cancellation).ConfigureAwait(false);
        json.WriteStartObject();
        json.WriteString("transactionid", id.ToString());
        json.WriteNumber("consolidated", consolidated);
        json.WriteEndObject();
    }
}
