using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>A block by hash, or by height given as a string.</summary>
internal sealed class GetBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "getblock";

    public override string Area => "blockchain";

    public override string Usage => "\"hash|height\" ( verbosity )";

    public override string Help => "A block by hash, or by height given as a string. Verbosity 0: hex; 1: an object with transaction ids; 2: with whole transactions.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var entry = BlockLookup.ByHashOrHeight(node, request.String(0, "hash|height"));
        var verbosity = BlockLookup.Verbosity(request, 1);
        var block = node.Chain.ReadBlock(entry.Hash) ?? throw BlockLookup.NotHere(entry);
        if (verbosity == 0)
        {
            writer.WriteHexValue(block.ToBytes());
            return;
        }
        var undo = node.Chain.ReadUndo(entry.Hash);
        BlockJson.Write(writer, node, entry, block, undo, verbosity == 2 ? await SpendingFacts.OfBlockAsync(node, block, undo, cancellation).ConfigureAwait(false) : null);
    }
}
