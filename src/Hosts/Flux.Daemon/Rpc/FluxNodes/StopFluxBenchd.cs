using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Stops the benchmark program in the reference daemon.</summary>
internal sealed class StopFluxBenchd(FluxdNode node) : RpcMethod
{
    public override string Name => "stopfluxbenchd";

    public override string Area => "benchmarks";

    public override string Help => "Stops the benchmark program in the reference daemon. Here the operator runs it as a service of its own.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Options.FluxNode is null) throw RpcFault.Misc("This is not a Flux Node");
        writer.WriteStringValue("The benchmark program is a service of its own; this daemon does not stop it");
        return Task.CompletedTask;
    }
}
