using System.Text.Json;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Mining.Miner;

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
        var rate = Difficulty.NetworkSolutionsPerSecond(node, 120);
        writer.WriteStartObject();
        writer.WriteNumber("blocks", snapshot.Height);
        writer.WriteNumber("currentblocksize", mining.Templates.LastBlockSize);
        writer.WriteNumber("currentblocktx", mining.Templates.LastBlockTransactions);
        writer.WriteReal("difficulty", Difficulty.OfNextBlock(node));
        writer.WriteString("errors", ShieldedNotice.Of(node.Network));
        writer.WriteNumber("genproclimit", mining.Threads);
        writer.WriteReal("localsolps", mining.LocalRate);
        writer.WriteNumber("networksolps", rate);
        writer.WriteNumber("networkhashps", rate);
        writer.WriteNumber("pooledtx", node.Chain.Mempool.Count);
        writer.WriteBoolean("testnet", node.Network.IsTestNet);
        writer.WriteString("chain", node.Network.Name);
        writer.WriteBoolean("generate", mining.IsRunning);
        writer.WriteBoolean("ponminter", false);
        if (node.HasOwnRules) WriteOwn(writer);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>What the live line of <c>flux mine</c> shows.</summary>
    private void WriteOwn(Utf8JsonWriter writer)
    {
        var (height, tip) = (node.Chain.Snapshot.Height + 1, node.Chain.Snapshot.Tip);
        writer.WriteNumber("blocksfound", mining.BlocksFound);
        writer.WriteString("equihash", BlockMiner.ParametersAt(node.Network, height).ToString());
        writer.WriteNumber("minermemory", BlockMiner.RequiredBytes(node.Network, height, Math.Max(1, mining.Threads)));
        writer.WriteReal("solutionsperblock", Difficulty.SolutionsPerBlock(node.Chain.RequiredBits(tip, (uint)node.Time.GetUtcNow().ToUnixTimeSeconds())));
        if (node.Network.Work.Difficulty.At(height) == DifficultyAlgorithm.Constant) writer.WriteNumber("pace", node.Network.Work.Spacing);
        if (mining.Obstacle is { } obstacle) writer.WriteString("obstacle", obstacle);
    }
}
