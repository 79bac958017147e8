using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Whom the next block pays in each tier.</summary>
internal sealed class FluxNodeCurrentWinner(FluxdNode node) : RpcMethod
{
    public override string Name => "fluxnodecurrentwinner";

    public override string Area => "fluxnode";

    public override string Help => "Whom the next block pays in each tier.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var nodes = node.Chain.Snapshot.Ledger.Nodes;
        writer.WriteStartObject();
        foreach (var tier in Enum.GetValues<Tier>())
        {
            if (nodes.NextPayee(tier) is { } winner) FluxNodeLists.WriteWinner(writer, node, winner);
        }
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
