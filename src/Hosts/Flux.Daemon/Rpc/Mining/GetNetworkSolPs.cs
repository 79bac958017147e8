using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>Solutions per second of the whole network, estimated from the work of the last blocks (default 120; below 1: the averaging window) up to a height (default: the tip).</summary>
internal sealed class GetNetworkSolPs(FluxdNode node) : RpcMethod
{
    public override string Name => "getnetworksolps";

    public override string Area => "mining";

    public override string Usage => "( blocks height )";

    public override string Help => "Solutions per second of the whole network, estimated from the work of the last blocks (default 120; below 1: the averaging window) up to a height (default: the tip).";

    public override (int Least, int Most) ParameterCount => (0, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteNumberValue(Difficulty.NetworkSolutionsPerSecond(node, request.Int(0, "blocks", 120), request.Int(1, "height", -1)));
        return Task.CompletedTask;
    }
}
