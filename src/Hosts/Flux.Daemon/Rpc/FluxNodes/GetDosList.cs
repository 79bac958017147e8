using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>FluxNodes that did not confirm in time, and in how many blocks they may start again.</summary>
internal sealed class GetDosList(FluxdNode node) : RpcMethod
{
    public override string Name => "getdoslist";

    public override string Area => "fluxnode";

    public override string Help => "FluxNodes that did not confirm in time, and in how many blocks they may start again.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        FluxNodeLists.WriteWaiting(writer, node, NodeState.Dos, "eligible_in", node.Network.FluxNodes.Release.At(node.Chain.Snapshot.Height + 1).Blocks);
        return Task.CompletedTask;
    }
}
