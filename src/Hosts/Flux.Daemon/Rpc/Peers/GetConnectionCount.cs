using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Number of peers.</summary>
internal sealed class GetConnectionCount(FluxdNode node) : RpcMethod
{
    public override string Name => "getconnectioncount";

    public override string Area => "network";

    public override string Help => "Number of peers.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteNumberValue(node.Peers.ConnectionCount);
        return Task.CompletedTask;
    }
}
