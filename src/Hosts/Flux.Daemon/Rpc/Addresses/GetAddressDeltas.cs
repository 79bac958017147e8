using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Every change of addresses between two heights.</summary>
internal sealed class GetAddressDeltas(FluxdNode node) : RpcMethod
{
    public override string Name => "getaddressdeltas";

    public override string Area => "addressindex";

    public override string Usage => "{\"addresses\":[…],\"start\":n,\"end\":n}";

    public override string Help => "Every change of addresses between two heights.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var query = AddressQuery.Read(request, node);
        writer.WriteStartArray();
        foreach (var delta in await node.Index().DeltasAsync(query.Keys, query.Start, query.End, cancellation).ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("address", query.TextOf(delta.Address));
            writer.WriteNumber("blockindex", delta.BlockIndex);
            writer.WriteNumber("height", delta.Height);
            writer.WriteNumber("index", delta.Index);
            writer.WriteNumber("satoshis", delta.Value.Satoshis);
            writer.WriteString("txid", delta.Transaction.ToString());
            if (delta.IsEscrow) writer.WriteBoolean("escrow", true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
