using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Control;

/// <summary>A summary of the daemon.</summary>
internal sealed class GetInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getinfo";

    public override string Area => "control";

    public override string Help => "A summary of the daemon.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var snapshot = node.Chain.Snapshot;
        writer.WriteStartObject();
        writer.WriteNumber("version", DaemonVersion.Client);
        writer.WriteNumber("protocolversion", DaemonVersion.Protocol);
        writer.WriteNumber("blocks", snapshot.Height);
        writer.WriteNumber("timeoffset", 0);
        writer.WriteNumber("connections", node.Peers.ConnectionCount);
        writer.WriteString("proxy", "");
        writer.WriteReal("difficulty", Difficulty.Of(node.Network, snapshot.Tip.Bits));
        writer.WriteBoolean("testnet", node.Network.IsTestNet);
        writer.WriteAmount("relayfee", new Amount(node.Chain.Options.Pool.MinRelayFeePer1000));
        writer.WriteString("errors", ShieldedNotice.Of(node.Network));
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
