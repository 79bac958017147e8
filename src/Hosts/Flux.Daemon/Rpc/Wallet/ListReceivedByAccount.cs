using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>What the unnamed account has received, rewards of blocks left out.</summary>
internal sealed class ListReceivedByAccount(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listreceivedbyaccount";

    public override string Usage => "( minconf includeempty watchonly )";

    public override string Help => "What the unnamed account has received, rewards of blocks left out.";

    public override (int Least, int Most) ParameterCount => (0, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var lines = ReceivedList.Of(wallet, request.Int(0, "minconf", 1), request.Bool(1, "includeempty", false), request.Bool(2, "includeWatchonly", false));
        json.WriteStartArray();
        if (lines.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("account", "");
            json.WriteAmount("amount", lines.Aggregate(Amount.Zero, (sum, line) => sum + line.Amount));
            json.WriteNumber("confirmations", lines.Min(line => line.Confirmations));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
