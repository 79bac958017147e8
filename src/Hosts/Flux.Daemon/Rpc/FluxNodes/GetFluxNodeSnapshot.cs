using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>The confirmed FluxNodes with height and hash of the block they are the state of.</summary>
internal sealed class GetFluxNodeSnapshot(FluxdNode node) : RpcMethod
{
    public override string Name => "getfluxnodesnapshot";

    public override string Area => "fluxnode";

    public override string Help => "The confirmed FluxNodes with height and hash of the block they are the state of.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var snapshot = node.Chain.Snapshot;
        writer.WriteStartObject();
        writer.WriteNumber("height", snapshot.Height);
        writer.WriteString("blockhash", snapshot.Tip.Hash.ToString());
        writer.WritePropertyName("nodes");
        FluxNodeLists.WriteConfirmed(writer, node, null);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
