using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Balance and all ever received by addresses, in satoshi; escrow coins apart at face value.</summary>
internal sealed class GetAddressBalance(FluxdNode node) : RpcMethod
{
    public override string Name => "getaddressbalance";

    public override string Area => "addressindex";

    public override string Usage => "\"address\"|{\"addresses\":[…]}";

    public override string Help => "Balance and all ever received by addresses, in satoshi; escrow coins apart at face value.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var query = AddressQuery.Read(request, node);
        var balance = await node.Index().BalanceAsync(query.Keys, cancellation).ConfigureAwait(false);
        writer.WriteStartObject();
        writer.WriteNumber("balance", balance.Balance.Satoshis);
        writer.WriteNumber("received", balance.Received.Satoshis);
        if (balance.EscrowFace.Satoshis != 0) writer.WriteNumber("escrow", balance.EscrowFace.Satoshis);
        writer.WriteEndObject();
    }
}
