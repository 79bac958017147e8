using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Changes of addresses by waiting transactions.</summary>
internal sealed class GetAddressMempool(FluxdNode node) : RpcMethod
{
    public override string Name => "getaddressmempool";

    public override string Area => "addressindex";

    public override string Usage => "\"address\"|{\"addresses\":[…]}";

    public override string Help => "Changes of addresses by waiting transactions.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var query = AddressQuery.Read(request, node);
        writer.WriteStartArray();
        foreach (var change in node.Index().Waiting(query.Keys).OrderBy(c => c.Time).ThenBy(c => c.Transaction.Value).ThenBy(c => c.Index).ThenBy(c => c.Spends is not null)) Write(writer, query, change);
        writer.WriteEndArray();
        return Task.CompletedTask;
    }

    private static void Write(Utf8JsonWriter writer, AddressQuery query, AddressPoolChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("address"u8, query.TextOf(change.Address));
        writer.WriteString("txid", change.Transaction.ToString());
        writer.WriteNumber("index", change.Index);
        writer.WriteNumber("satoshis", change.Value.Satoshis);
        writer.WriteNumber("timestamp", change.Time.ToUnixTimeSeconds());
        if (change.Spends is { } spent)
        {
            writer.WriteString("prevtxid", spent.Transaction.ToString());
            writer.WriteNumber("prevout", spent.Index);
        }
        writer.WriteEndObject();
    }
}
