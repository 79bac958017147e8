using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Ids of the transactions that touch addresses, by height.</summary>
internal sealed class GetAddressTxIds(FluxdNode node) : RpcMethod
{
    public override string Name => "getaddresstxids";

    public override string Area => "addressindex";

    public override string Usage => "\"address\"|{\"addresses\":[…],\"start\":n,\"end\":n}";

    public override string Help => "Ids of the transactions that touch addresses, by height.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var query = AddressQuery.Read(request, node);
        var deltas = await node.Index().DeltasAsync(query.Keys, query.Start, query.End, cancellation).ConfigureAwait(false);
        writer.WriteStartArray();
        foreach (var id in deltas.Select(d => (d.Height, Id: d.Transaction.ToString())).Distinct().OrderBy(p => p.Height).ThenBy(p => p.Id, StringComparer.Ordinal)) writer.WriteStringValue(id.Id);
        writer.WriteEndArray();
    }
}
