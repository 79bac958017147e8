using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>Solutions per second of the whole network, estimated from the work of the last blocks (default 120).</summary>
internal sealed class GetNetworkSolPs(FluxdNode node) : RpcMethod
{
    public override string Name => "getnetworksolps";

    public override string Area => "mining";

    public override string Usage => "( blocks )";

    public override string Help => "Solutions per second of the whole network, estimated from the work of the last blocks (default 120).";

    public override (int Least, int Most) ParameterCount => (0, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var blocks = request.Int(0, "blocks", 120);
        writer.WriteNumberValue(Difficulty.NetworkSolutionsPerSecond(node, blocks <= 0 ? 120 : blocks));
        return Task.CompletedTask;
    }
}
