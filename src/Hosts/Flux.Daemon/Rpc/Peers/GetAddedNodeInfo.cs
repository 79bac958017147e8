using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.P2P;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>The nodes that were added, and whether they are connected.</summary>
internal sealed class GetAddedNodeInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getaddednodeinfo";

    public override string Area => "network";

    public override string Usage => "dns ( \"node\" )";

    public override string Help => "The nodes that were added, and whether they are connected.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var only = request.OptionalString(1, "node");
        var nodes = (await node.Peers.AddedNodesAsync(cancellation).ConfigureAwait(false)).Where(added => only is null || added.Name == only).ToList();
        if (only is not null && nodes.Count == 0) throw new RpcFault(RpcErrorCode.NodeNotAdded, "Error: Node has not been added.");
        writer.WriteStartArray();
        foreach (var added in nodes) Write(writer, added, request.Bool(0, "dns", false));
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, AddedNodeFacts added, bool withAddresses)
    {
        writer.WriteStartObject();
        writer.WriteString("addednode", added.Name);
        if (withAddresses)
        {
            writer.WriteBoolean("connected", added.ConnectedTo is not null);
            writer.WriteStartArray("addresses");
            writer.WriteStartObject();
            writer.WriteString("address", added.ConnectedTo?.ToString() ?? added.Name);
            writer.WriteString("connected", added.ConnectedTo is null ? "false" : "outbound");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
