using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Hash of the last block of the best chain.</summary>
internal sealed class GetBestBlockHash(FluxdNode node) : RpcMethod
{
    public override string Name => "getbestblockhash";

    public override string Area => "blockchain";

    public override string Help => "Hash of the last block of the best chain.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteStringValue(node.Chain.Snapshot.Tip.Hash.ToString());
        return Task.CompletedTask;
    }
}
