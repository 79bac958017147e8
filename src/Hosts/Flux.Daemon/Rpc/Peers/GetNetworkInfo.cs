using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Versions, services and addresses of this node.</summary>
internal sealed class GetNetworkInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getnetworkinfo";

    public override string Area => "network";

    public override string Help => "Versions, services and addresses of this node.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", DaemonVersion.Client);
        writer.WriteString("subversion", DaemonVersion.UserAgent);
        writer.WriteNumber("protocolversion", DaemonVersion.Protocol);
        writer.WriteString("localservices", node.Peers.Services.ToString("x16", CultureInfo.InvariantCulture));
        writer.WriteNumber("timeoffset", 0);
        writer.WriteNumber("connections", node.Peers.ConnectionCount);
        writer.WriteBoolean("networkactive", node.Peers.IsActive);
        writer.WriteAmount("relayfee", new Amount(node.Chain.Options.Pool.MinRelayFeePer1000));
        writer.WriteStartArray("localaddresses");
        foreach (var endpoint in node.Peers.ListenEndpoints)
        {
            writer.WriteStartObject();
            writer.WriteString("address", endpoint.Address.ToString());
            writer.WriteNumber("port", endpoint.Port);
            writer.WriteNumber("score", 1);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("warnings", "");
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
