using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.P2P;
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
        var options = node.Options.Peers;
        WriteNetwork(writer, "ipv4", options.Reachable.HasFlag(ReachableNetworks.IPv4), options.Proxy);
        WriteNetwork(writer, "ipv6", options.Reachable.HasFlag(ReachableNetworks.IPv6), options.Proxy);
        var onion = options.OnionProxy ?? options.Proxy;
        WriteNetwork(writer, "onion", onion is not null && options.Reachable.HasFlag(ReachableNetworks.Onion), onion);
        writer.WriteEndArray();
        writer.WriteAmount("relayfee", new Amount(node.Chain.Options.Pool.MinRelayFeePer1000));
        writer.WriteStartArray("localaddresses");
        foreach (var endpoint in node.Peers.OwnAddresses)
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

    private static void WriteNetwork(Utf8JsonWriter writer, string name, bool reachable, SocksProxy? proxy)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteBoolean("limited", !reachable);
        writer.WriteBoolean("reachable", reachable);
        writer.WriteString("proxy", proxy?.Address.ToString() ?? "");
        writer.WriteBoolean("proxy_randomize_credentials", proxy?.Isolates ?? false);
        writer.WriteEndObject();
    }
}
