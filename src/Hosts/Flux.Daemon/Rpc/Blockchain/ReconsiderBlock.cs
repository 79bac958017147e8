using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Takes back what invalidateblock did.</summary>
internal sealed class ReconsiderBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "reconsiderblock";

    public override string Area => "hidden";

    public override string Usage => "\"hash\"";

    public override string Help => "Takes back what invalidateblock did.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var hash = new BlockHash(RpcRequest.LooseHash(request.String(0, "hash")));
        if (!await node.Chain.ReconsiderAsync(hash, cancellation).ConfigureAwait(false)) throw RpcFault.NotFound("Block not found");
        writer.WriteNullValue();
    }
}
