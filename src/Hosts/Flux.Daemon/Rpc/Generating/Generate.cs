using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Generating;

/// <summary>Mines blocks at once, on networks that allow it, and answers their hashes.</summary>
internal sealed class Generate(FluxdNode node, MiningService mining) : RpcMethod
{
    public override string Name => "generate";

    public override string Area => "generating";

    public override string Usage => "count ( \"address\" )";

    public override string Help => "Mines blocks at once, on networks that allow it, and answers their hashes. Blocks are laid out one spacing apart while that lies in the past.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (!node.Network.MinesOnDemand) throw new RpcFault(RpcErrorCode.MethodNotFound, $"Network {node.Network.Name} does not mine on demand");
        var count = request.Int(0, "count");
        if (count is < 0 or > 10_000) throw RpcFault.InvalidParameter("count must be from 0 to 10000");
        writer.WriteStartArray();
        var script = count == 0 ? default : mining.MinerScript(request.OptionalString(1, "address"));
        for (var i = 0; i < count; i++) writer.WriteStringValue((await mining.GenerateAsync(script, cancellation).ConfigureAwait(false)).ToString());
        writer.WriteEndArray();
    }
}
