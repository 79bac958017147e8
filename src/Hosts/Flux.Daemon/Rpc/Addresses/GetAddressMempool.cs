using System.Text.Json;
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
        foreach (var entry in node.Chain.Mempool.Snapshot.Entries) MempoolDeltas.Write(writer, node, entry, query);
        writer.WriteEndArray();
        return Task.CompletedTask;
    }
}
