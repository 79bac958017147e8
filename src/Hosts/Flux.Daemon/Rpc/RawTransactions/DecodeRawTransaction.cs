using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Explains a serialized transaction.</summary>
internal sealed class DecodeRawTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "decoderawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hex\"";

    public override string Help => "Explains a serialized transaction.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (!TransactionCodec.TryParse(request.Hex(0, "hex"), out var tx, out _)) throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
        writer.WriteStartObject();
        TransactionJson.WriteMembers(writer, tx, node.Network);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
