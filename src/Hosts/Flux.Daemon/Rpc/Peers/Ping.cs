using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Pings every peer; the answers show in getpeerinfo.</summary>
internal sealed class Ping(FluxdNode node) : RpcMethod
{
    public override string Name => "ping";

    public override string Area => "network";

    public override string Help => "Pings every peer; the answers show in getpeerinfo.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        await node.Peers.PingAllAsync(cancellation).ConfigureAwait(false);
        writer.WriteNullValue();
    }
}
