using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>The confirmed FluxNodes by tier, each tier in the order in which it will be paid.</summary>
internal sealed class ListFluxNodes(FluxdNode node) : RpcMethod
{
    public override string Name => "listfluxnodes";

    public override string Area => "fluxnode";

    public override string Usage => "( \"filter\" )";

    public override string Help => "The confirmed FluxNodes by tier, each tier in the order in which it will be paid.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        FluxNodeLists.WriteConfirmed(writer, node, request.OptionalString(0, "filter"));
        return Task.CompletedTask;
    }
}
