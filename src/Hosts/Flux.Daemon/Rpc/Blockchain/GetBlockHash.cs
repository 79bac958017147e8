using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Hash of the best chain's block at a height.</summary>
internal sealed class GetBlockHash(FluxdNode node) : RpcMethod
{
    public override string Name => "getblockhash";

    public override string Area => "blockchain";

    public override string Usage => "index";

    public override string Help => "Hash of the best chain's block at a height.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var height = request.Int(0, "height");
        var entry = node.Chain.HeaderAt(height) ?? throw RpcFault.InvalidParameter("Block height out of range");
        writer.WriteStringValue(entry.Hash.ToString());
        return Task.CompletedTask;
    }
}
