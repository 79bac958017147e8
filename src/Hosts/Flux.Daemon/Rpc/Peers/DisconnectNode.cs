using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Drops the connection to a peer.</summary>
internal sealed class DisconnectNode(FluxdNode node) : RpcMethod
{
    public override string Name => "disconnectnode";

    public override string Area => "network";

    public override string Usage => "\"host:port\"";

    public override string Help => "Drops the connection to a peer.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (!await node.Peers.DisconnectAsync(request.String(0, "host:port"), cancellation).ConfigureAwait(false)) throw new RpcFault(RpcErrorCode.NodeNotConnected, "Node not found in connected nodes");
        writer.WriteNullValue();
    }
}
