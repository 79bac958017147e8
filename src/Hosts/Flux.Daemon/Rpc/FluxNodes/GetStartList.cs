using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>FluxNodes that were started and have not confirmed yet, and in how many blocks they expire.</summary>
internal sealed class GetStartList(FluxdNode node) : RpcMethod
{
    public override string Name => "getstartlist";

    public override string Area => "fluxnode";

    public override string Help => "FluxNodes that were started and have not confirmed yet, and in how many blocks they expire.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        FluxNodeLists.WriteWaiting(writer, node, NodeState.Started, "expires_in", node.Network.FluxNodes.StartExpiry.At(node.Chain.Snapshot.Height + 1));
        return Task.CompletedTask;
    }
}
