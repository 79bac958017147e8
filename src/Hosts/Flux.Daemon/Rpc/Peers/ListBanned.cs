using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.P2P;

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
            if (node.HasOwnRules) WriteMore(writer, ban);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Not of the reference: since when, and for what.</summary>
    private static void WriteMore(Utf8JsonWriter writer, BanFacts ban)
    {
        writer.WriteNumber("banned_since", ban.Created.ToUnixTimeSeconds());
        writer.WriteString("reason", ban.Reason);
    }
}
