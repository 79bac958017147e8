using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>State of mining.</summary>
internal sealed class GetMiningInfo(FluxdNode node, MiningService mining) : RpcMethod
{
    public override string Name => "getmininginfo";

    public override string Area => "mining";

    public override string Help => "State of mining.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var snapshot = node.Chain.Snapshot;
        writer.WriteStartObject();
        writer.WriteNumber("blocks", snapshot.Height);
        writer.WriteReal("difficulty", Difficulty.OfNextBlock(node));
        writer.WriteString("errors", ShieldedNotice.Of(node.Network));
        writer.WriteNumber("genproclimit", node.Options.MineThreads);
        writer.WriteNumber("networksolps", Difficulty.NetworkSolutionsPerSecond(node, 120));
        writer.WriteNumber("networkhashps", Difficulty.NetworkSolutionsPerSecond(node, 120));
        writer.WriteNumber("pooledtx", node.Chain.Mempool.Count);
        writer.WriteBoolean("testnet", node.Network.IsTestNet);
        writer.WriteString("chain", node.Network.Name);
        writer.WriteBoolean("generate", mining.IsRunning);
        writer.WriteNumber("blocksfound", mining.BlocksFound);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
