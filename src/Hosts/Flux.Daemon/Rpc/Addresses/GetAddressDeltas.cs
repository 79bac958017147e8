using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Chain.Selection;
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
        if (query.HasRange && query.End < query.Start) throw RpcFault.NotFound("End value is expected to be greater than start");
        var deltas = await node.Index().DeltasAsync(query.Keys, query.Start, query.End, cancellation).ConfigureAwait(false);
        if (!query.ChainInfo || query.Start <= 0 || !query.HasRange || query.End <= 0)
        {
            WriteDeltas(writer, query, deltas);
            return;
        }
        var (first, last) = (node.Chain.HeaderAt(query.Start), node.Chain.HeaderAt(query.End));
        if (first is null || last is null) throw RpcFault.NotFound("Start or end is outside chain range");
        writer.WriteStartObject();
        writer.WritePropertyName("deltas");
        WriteDeltas(writer, query, deltas);
        WriteBlock(writer, "start", first);
        WriteBlock(writer, "end", last);
        writer.WriteEndObject();
    }

    private static void WriteDeltas(Utf8JsonWriter writer, AddressQuery query, IReadOnlyList<AddressDelta> deltas)
    {
        writer.WriteStartArray();
        foreach (var delta in deltas)
        {
            writer.WriteStartObject();
            writer.WriteString("address"u8, query.TextOf(delta.Address));
            writer.WriteNumber("blockindex", delta.BlockIndex);
            writer.WriteNumber("height", delta.Height);
            writer.WriteNumber("index", delta.Index);
            writer.WriteNumber("satoshis", delta.Value.Satoshis);
            writer.WriteHash("txid"u8, delta.Transaction.Value);
            if (delta.IsEscrow) writer.WriteBoolean("escrow", true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteBlock(Utf8JsonWriter writer, string name, HeaderEntry block)
    {
        writer.WriteStartObject(name);
        writer.WriteString("hash", block.Hash.ToString());
        writer.WriteNumber("height", block.Height);
        writer.WriteEndObject();
    }
}
