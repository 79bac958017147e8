using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>How much harder than the easiest target the next block is.</summary>
internal sealed class GetDifficulty(FluxdNode node) : RpcMethod
{
    public override string Name => "getdifficulty";

    public override string Area => "blockchain";

    public override string Help => "How much harder than the easiest target the next block is.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteRawValue(RpcValues.FormatReal(Difficulty.OfNextBlock(node)), skipInputValidation: true);
        return Task.CompletedTask;
    }
}
