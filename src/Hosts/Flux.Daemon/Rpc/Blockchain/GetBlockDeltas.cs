using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>What a block changed for each address: inputs as negative, outputs as positive satoshi.</summary>
internal sealed class GetBlockDeltas(FluxdNode node) : RpcMethod
{
    public override string Name => "getblockdeltas";

    public override string Area => "blockchain";

    public override string Usage => "\"blockhash\"";

    public override string Help => "What a block changed for each address: inputs as negative, outputs as positive satoshi. Needs the address and the spent index.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (!node.Options.AddressIndex) throw RpcFault.Misc("getblockdeltas is disabled: start the daemon with -addressindex=1 (or -insightexplorer=1)");
        var hash = new BlockHash(RpcRequest.LooseHash(request.String(0, "blockhash")));
        var entry = node.Chain.FindHeader(hash) ?? throw RpcFault.NotFound("Block not found");
        var block = node.Chain.ReadBlock(hash) ?? throw new RpcFault(RpcErrorCode.Internal, "Can't read block from disk");
        if (!entry.IsOnMainChain) throw RpcFault.NotFound("Block is an orphan");
        BlockDeltasJson.Write(writer, node, entry, block, node.Chain.ReadUndo(hash));
        return Task.CompletedTask;
    }
}
