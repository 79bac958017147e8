using System.Text.Json;
using Flux.Daemon.Node;

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
        writer.WriteStartArray();
        foreach (var added in await node.Peers.AddedNodesAsync(cancellation).ConfigureAwait(false))
        {
            if (only is not null && added.Name != only) continue;
            writer.WriteStartObject();
            writer.WriteString("addednode", added.Name);
            writer.WriteBoolean("connected", added.ConnectedTo is not null);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
