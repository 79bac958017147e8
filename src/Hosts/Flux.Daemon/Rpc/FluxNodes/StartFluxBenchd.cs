using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts the benchmark program in the reference daemon.</summary>
internal sealed class StartFluxBenchd(FluxdNode node) : RpcMethod
{
    public override string Name => "startfluxbenchd";

    public override string Area => "benchmarks";

    public override string Help => "Starts the benchmark program in the reference daemon. Here the operator runs it as a service of its own.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Options.FluxNode is null) throw RpcFault.Misc("This is not a Flux Node");
        writer.WriteStringValue("The benchmark program is a service of its own; this daemon does not start it");
        return Task.CompletedTask;
    }
}
