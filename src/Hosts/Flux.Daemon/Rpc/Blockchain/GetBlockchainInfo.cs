using System.Text.Json;
using Flux.Chain;
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
        writer.WriteBoolean("pruned", node.Chain.LowestBlock > 0);
        if (node.Chain.LowestBlock > 0) writer.WriteNumber("pruneheight", node.Chain.LowestBlock);
        WriteSnapshot(writer);
        writer.WriteNumber("size_on_disk", BytesOnDisk());
        writer.WriteNumber("commitments", snapshot.Ledger.Sprout.Count);
        ValuePoolsJson.WriteOfChain(writer, snapshot.Ledger.Totals);
        UpgradesJson.WriteSoftForks(writer, node);
        UpgradesJson.WriteUpgrades(writer, node);
        UpgradesJson.WriteConsensus(writer, node);
        if (node.HasOwnRules) WriteOwn(writer, snapshot);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>Only where the chain began with a snapshot: how far its history was judged. Until that is all of it, initialblockdownload is true.</summary>
    private void WriteSnapshot(Utf8JsonWriter writer)
    {
        if (node.Chain.SnapshotBase is not { } began) return;
        writer.WriteStartObject("snapshot");
        writer.WriteNumber("height", began.Height);
        writer.WriteString("hash", began.Base.ToString());
        writer.WriteBoolean("judged", began.IsChecked);
        writer.WriteNumber("judgedheight", began.IsChecked ? began.Height : node.Chain.JudgedHeight);
        writer.WriteEndObject();
    }

    // What our own networks add: fluxos and flux need it and fall back where it is missing.
    private void WriteOwn(Utf8JsonWriter writer, ChainSnapshot snapshot)
    {
        writer.WriteBoolean("initialblockdownload", snapshot.IsInitialDownload);
        writer.WriteNumber("settleddepth", node.Network.SettledDepth);
        writer.WriteString("genesisblockhash", node.Network.Genesis.Hash.ToString());
    }

    private long BytesOnDisk()
    {
        var blocks = new DirectoryInfo(Path.Combine(node.Options.DataDirectory, "blocks"));
        return blocks.Exists ? blocks.EnumerateFiles().Sum(file => file.Length) : 0;
    }
}
