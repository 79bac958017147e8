using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Bytes sent and received since the start.</summary>
internal sealed class GetNetTotals(FluxdNode node) : RpcMethod
{
    public override string Name => "getnettotals";

    public override string Area => "network";

    public override string Help => "Bytes sent and received since the start.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var totals = node.Peers.Totals;
        writer.WriteStartObject();
        writer.WriteNumber("totalbytesrecv", totals.BytesReceived);
        writer.WriteNumber("totalbytessent", totals.BytesSent);
        writer.WriteNumber("timemillis", node.Time.GetUtcNow().ToUnixTimeMilliseconds());
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
