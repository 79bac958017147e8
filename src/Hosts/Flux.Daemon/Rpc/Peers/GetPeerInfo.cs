using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>The peers and what is known of them.</summary>
internal sealed class GetPeerInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getpeerinfo";

    public override string Area => "network";

    public override string Help => "The peers and what is known of them.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteStartArray();
        foreach (var peer in await node.Peers.PeersAsync(cancellation).ConfigureAwait(false)) PeerJson.Write(writer, peer);
        writer.WriteEndArray();
    }
}
