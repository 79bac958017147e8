using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Explains a serialized transaction.</summary>
internal sealed class DecodeRawTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "decoderawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hexstring\"";

    public override string Help => "Explains a serialized transaction.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.String);
        var tx = Read(request.Serialized(0, "TX"));
        writer.WriteStartObject();
        TransactionJson.WriteMembers(writer, tx, node.Network, await SpendingFacts.OfAsync(node, tx, cancellation).ConfigureAwait(false));
        writer.WriteEndObject();
    }

    // Surplus bytes after the transaction are ignored, as fluxd does (chain reference §15).
    private static Transaction Read(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        return TransactionCodec.TryRead(ref reader, out var tx) ? tx : throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
    }
}
