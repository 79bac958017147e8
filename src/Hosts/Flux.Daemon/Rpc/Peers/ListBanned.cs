using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>The bans in force.</summary>
internal sealed class ListBanned(FluxdNode node) : RpcMethod
{
    public override string Name => "listbanned";

    public override string Area => "network";

    public override string Help => "The bans in force.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteStartArray();
        foreach (var ban in await node.Peers.BansAsync(cancellation).ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("address", SubnetText.Of(ban.Subnet));
            writer.WriteNumber("banned_until", ban.Until.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
