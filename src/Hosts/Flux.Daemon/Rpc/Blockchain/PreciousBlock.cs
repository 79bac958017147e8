using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Prefers a block among those with the same work, as if it had come first.</summary>
internal sealed class PreciousBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "preciousblock";

    public override string Area => "hidden";

    public override string Usage => "\"hash\"";

    public override string Help => "Prefers a block among those with the same work, as if it had come first; a later call overrides an earlier one. Forgotten at a restart.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var hash = new BlockHash(request.Hash(0, "hash"));
        if (!await node.Chain.PreferAsync(hash, cancellation).ConfigureAwait(false)) throw RpcFault.NotFound("Block not found");
        writer.WriteNullValue();
    }
}
