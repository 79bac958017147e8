using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Which input spent an output.</summary>
internal sealed class GetSpentInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getspentinfo";

    public override string Area => "addressindex";

    public override string Usage => "{\"txid\":…,\"index\":n}";

    public override string Help => "Which input spent an output.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var argument = request[0];
        var (txid, index) = (RpcRequest.Member(argument, "txid"), RpcRequest.Member(argument, "index"));
        if (txid.ValueKind != JsonValueKind.String) throw RpcFault.NotFound("Invalid txid, must be a string");
        if (index.ValueKind != JsonValueKind.Number) throw RpcFault.NotFound("Invalid index, must be an integer");
        var outPoint = new OutPoint(new TxId(RpcRequest.AsHash(txid, "txid")), unchecked((uint)RpcRequest.AsInt(index)));
        var spent = await node.Chain.FindSpenderAsync(outPoint, cancellation).ConfigureAwait(false) ?? throw RpcFault.NotFound("Unable to get spent info");
        writer.WriteStartObject();
        writer.WriteString("txid", spent.Spender.ToString());
        writer.WriteNumber("index", spent.InputIndex);
        writer.WriteNumber("height", spent.Height);
        writer.WriteEndObject();
    }
}
