using System.Text.Json;
using Flux.Consensus.Subsidy;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>New money of a block (default: the next one): the whole subsidy under the name "miner" as fluxd has it, and the nodes' half.</summary>
internal sealed class GetBlockSubsidy(FluxdNode node) : RpcMethod
{
    public override string Name => "getblocksubsidy";

    public override string Area => "mining";

    public override string Usage => "( height )";

    public override string Help => "New money of a block (default: the next one): the whole subsidy under the name \"miner\" as fluxd has it, and the nodes' half.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var height = request.Int(0, "height", node.Chain.Snapshot.Height + 1);
        if (height < 0) throw RpcFault.InvalidParameter("Block height out of range");
        writer.WriteStartObject();
        writer.WriteAmount("miner", SubsidyRules.At(node.Network, height));
        if (node.HasOwnRules) writer.WriteAmount("fluxnodes", node.Network.Subsidy.NodeShares(height, default).Sum);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
