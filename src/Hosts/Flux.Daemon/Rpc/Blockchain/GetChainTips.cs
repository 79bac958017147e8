using System.Text.Json;
using Flux.Chain.Selection;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>The ends of all known branches, highest first.</summary>
internal sealed class GetChainTips(FluxdNode node) : RpcMethod
{
    public override string Name => "getchaintips";

    public override string Area => "blockchain";

    public override string Help => "The ends of all known branches, highest first; with minheight only those at least that high.";

    public override string Usage => "( minheight )";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var least = request.Int(0, "minheight", 0);
        writer.WriteStartArray();
        foreach (var tip in node.Chain.Tips().Where(tip => tip.Entry.Height >= least))
        {
            writer.WriteStartObject();
            writer.WriteNumber("height", tip.Entry.Height);
            writer.WriteString("hash", tip.Entry.Hash.ToString());
            writer.WriteNumber("branchlen", tip.BranchLength);
            writer.WriteString("status", StatusOf(tip.State));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        return Task.CompletedTask;
    }

    private static string StatusOf(ChainTipState state) => state switch
    {
        ChainTipState.Active => "active",
        ChainTipState.Invalid => "invalid",
        ChainTipState.HeadersOnly => "headers-only",
        ChainTipState.ValidHeaders => "valid-headers",
        _ => "valid-fork",
    };
}
