using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Control;

/// <summary>A summary of the daemon and, unless it runs without one, its wallet.</summary>
internal sealed class GetInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getinfo";

    public override string Area => "control";

    public override string Help => "A summary of the daemon and, unless it runs without one, its wallet.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var snapshot = node.Chain.Snapshot;
        writer.WriteStartObject();
        writer.WriteNumber("version", DaemonVersion.Client);
        writer.WriteNumber("protocolversion", DaemonVersion.Protocol);
        var wallet = node.Wallet?.Summary();
        if (wallet is { } money)
        {
            writer.WriteNumber("walletversion", WalletSummary.Version);
            writer.WriteAmount("balance", money.Balance);
        }
        writer.WriteNumber("blocks", snapshot.Height);
        writer.WriteNumber("timeoffset", 0);
        writer.WriteNumber("connections", node.Peers.ConnectionCount);
        writer.WriteString("proxy", "");
        writer.WriteReal("difficulty", Difficulty.Of(node.Network, snapshot.Tip.Bits));
        writer.WriteBoolean("testnet", node.Network.IsTestNet);
        if (wallet is { } keys)
        {
            writer.WriteNumber("keypoololdest", node.StartedAt.ToUnixTimeSeconds());
            writer.WriteNumber("keypoolsize", WalletKeys.PoolSize);
            writer.WriteAmount("paytxfee", keys.FeePer1000);
        }
        writer.WriteAmount("relayfee", new Amount(node.Chain.Options.Pool.MinRelayFeePer1000));
        writer.WriteString("errors", ShieldedNotice.Of(node.Network));
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
