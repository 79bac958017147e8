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
        if (argument.ValueKind != JsonValueKind.Object || !argument.TryGetProperty("txid", out var txid) || !argument.TryGetProperty("index", out var index)
            || txid.ValueKind != JsonValueKind.String || !TxId.TryParse(txid.GetString(), out var id) || !index.TryGetUInt32(out var n)) throw RpcFault.NotFound("Invalid txid or index");
        var spent = await node.Chain.FindSpenderAsync(new OutPoint(id, n), cancellation).ConfigureAwait(false) ?? throw RpcFault.NotFound("Unable to get spent info");
        writer.WriteStartObject();
        writer.WriteString("txid", spent.Spender.ToString());
        writer.WriteNumber("index", spent.InputIndex);
        writer.WriteNumber("height", spent.Height);
        writer.WriteEndObject();
    }
}
