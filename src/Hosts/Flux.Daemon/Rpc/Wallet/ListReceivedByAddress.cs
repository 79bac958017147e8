using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>What each address given out has received, rewards of blocks left out.</summary>
internal sealed class ListReceivedByAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listreceivedbyaddress";

    public override string Usage => "( minconf includeempty watchonly )";

    public override string Help => "What each address given out has received, rewards of blocks left out.";

    public override (int Least, int Most) ParameterCount => (0, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var line in ReceivedList.Of(wallet, request.Int(0, "minconf", 1), request.Bool(1, "includeempty", false), request.Bool(2, "includeWatchonly", false)))
        {
            json.WriteStartObject();
            json.WriteString("address", line.Address.ToText(wallet.Node.Network.Addresses));
            json.WriteString("account", "");
            json.WriteAmount("amount", line.Amount);
            json.WriteNumber("confirmations", line.Confirmations);
            json.WriteStartArray("txids");
            foreach (var id in line.Transactions) json.WriteStringValue(id.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
