using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Height of the best chain.</summary>
internal sealed class GetBlockCount(FluxdNode node) : RpcMethod
{
    public override string Name => "getblockcount";

    public override string Area => "blockchain";

    public override string Help => "Height of the best chain.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteNumberValue(node.Chain.Snapshot.Height);
        return Task.CompletedTask;
    }
}
