using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>State of the FluxNode that runs on this daemon.</summary>
internal sealed class GetFluxNodeStatus(FluxdNode node) : RpcMethod
{
    public override string Name => "getfluxnodestatus";

    public override string Area => "fluxnode";

    public override string Help => "State of the FluxNode that runs on this daemon.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Options.FluxNode is not { } own) throw RpcFault.Misc("This is not a Flux Node");
        writer.WriteStartObject();
        if (node.Chain.Snapshot.Ledger.Nodes.Find(own.Collateral) is not { } record)
        {
            writer.WriteString("status", "expired");
            writer.WriteString("collateral", FluxNodeJson.LongOutPoint(own.Collateral));
        }
        else
        {
            writer.WriteString("status", FluxNodeJson.StateName(record.State));
            FluxNodeJson.WriteMembers(writer, record, node.Network, FluxNodeLists.TimeOf(node));
        }
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
