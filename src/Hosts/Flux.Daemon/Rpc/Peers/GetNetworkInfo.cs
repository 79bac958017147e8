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
        if (node.HasOwnRules) writer.WriteBoolean("networkactive", node.Peers.IsActive);
        writer.WriteStartArray("networks");
        WriteNetwork(writer, "ipv4", reachable: true);
        WriteNetwork(writer, "ipv6", reachable: true);
        WriteNetwork(writer, "onion", reachable: false);
        writer.WriteEndArray();
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
        writer.WriteString("warnings", ShieldedNotice.Of(node.Network));
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private static void WriteNetwork(Utf8JsonWriter writer, string name, bool reachable)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteBoolean("limited", !reachable);
        writer.WriteBoolean("reachable", reachable);
        writer.WriteString("proxy", "");
        writer.WriteBoolean("proxy_randomize_credentials", false);
        writer.WriteEndObject();
    }
}
