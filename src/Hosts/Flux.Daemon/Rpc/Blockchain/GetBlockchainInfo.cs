using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>State of the chain: heights, best block, difficulty, work, upgrades.</summary>
internal sealed class GetBlockchainInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getblockchaininfo";

    public override string Area => "blockchain";

    public override string Help => "State of the chain: heights, best block, difficulty, work, upgrades.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var snapshot = node.Chain.Snapshot;
        writer.WriteStartObject();
        writer.WriteString("chain", node.Network.Name);
        writer.WriteNumber("blocks", snapshot.Height);
        writer.WriteNumber("headers", snapshot.BestHeader.Height);
        writer.WriteString("bestblockhash", snapshot.Tip.Hash.ToString());
        writer.WriteReal("difficulty", Difficulty.OfNextBlock(node));
        writer.WriteReal("verificationprogress", snapshot.BestHeader.Height == 0 ? 1 : (double)snapshot.Height / snapshot.BestHeader.Height);
        writer.WriteString("chainwork", snapshot.ChainWork.ToString());
        writer.WriteBoolean("pruned", false);
        writer.WriteBoolean("initialblockdownload", snapshot.IsInitialDownload);
        writer.WriteNumber("settleddepth", node.Network.SettledDepth);
        writer.WriteString("genesisblockhash", node.Network.Genesis.Hash.ToString());
        writer.WriteStartObject("consensus");
        writer.WriteString("chaintip", node.Network.BranchIdAt(snapshot.Height).ToString("x8", CultureInfo.InvariantCulture));
        writer.WriteString("nextblock", node.Network.BranchIdAt(snapshot.Height + 1).ToString("x8", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
