using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>The header of a block: an object, or hex when verbose is false.</summary>
internal sealed class GetBlockHeader(FluxdNode node) : RpcMethod
{
    public override string Name => "getblockheader";

    public override string Area => "blockchain";

    public override string Usage => "\"hash\" ( verbose )";

    public override string Help => "The header of a block: an object, or hex when verbose is false.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var hash = new BlockHash(RpcRequest.LooseHash(request.String(0, "hash")));
        var entry = node.Chain.FindHeader(hash) ?? throw RpcFault.NotFound("Block not found");
        var header = node.Chain.ReadHeader(entry);
        if (request.Bool(1, "verbose", true)) BlockJson.WriteHeader(writer, node, entry, header);
        else writer.WriteStringValue(BlockJson.HeaderHex(header));
        return Task.CompletedTask;
    }
}
