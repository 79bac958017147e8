using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Declares a block and all after it invalid and leaves that branch.</summary>
internal sealed class InvalidateBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "invalidateblock";

    public override string Area => "hidden";

    public override string Usage => "\"hash\"";

    public override string Help => "Declares a block and all after it invalid and leaves that branch.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var hash = new BlockHash(RpcRequest.LooseHash(request.String(0, "hash")));
        if (!await node.Chain.InvalidateAsync(hash, cancellation).ConfigureAwait(false)) throw RpcFault.NotFound("Block not found");
        writer.WriteNullValue();
    }
}
