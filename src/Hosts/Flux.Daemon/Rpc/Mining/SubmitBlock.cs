using System.Text.Json;
using Flux.Chain;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>Hands in a solved block.</summary>
internal sealed class SubmitBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "submitblock";

    public override string Area => "mining";

    public override string Usage => "\"hex\"";

    public override string Help => "Hands in a solved block. Null when it was accepted, else the reason.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var reader = new WireReader(request.Serialized(0, "Block"));
        if (!BlockCodec.TryRead(ref reader, out var block)) throw new RpcFault(RpcErrorCode.Deserialization, "Block decode failed");
        return SubmitAsync(block, writer, cancellation);
    }

    private async Task SubmitAsync(Block block, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var result = await node.Chain.SubmitBlockAsync(block, requested: true, cancellation).ConfigureAwait(false);
        switch (result.Kind)
        {
            case SubmitKind.Accepted when result.IsConnected: writer.WriteNullValue(); break;
            case SubmitKind.Accepted or SubmitKind.Orphan: writer.WriteStringValue("inconclusive"); break;
            case SubmitKind.Duplicate: writer.WriteStringValue("duplicate"); break;
            case SubmitKind.DuplicateInvalid: writer.WriteStringValue("duplicate-invalid"); break;
            case SubmitKind.Invalid: writer.WriteStringValue(BlockVerdictText.Of(result.Verdict)); break;
            default: writer.WriteStringValue("rejected"); break;
        }
    }
}
