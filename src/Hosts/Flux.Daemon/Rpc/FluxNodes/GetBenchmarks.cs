using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Results of the benchmark program.</summary>
internal sealed class GetBenchmarks(FluxdNode node) : RpcMethod
{
    public override string Name => "getbenchmarks";

    public override string Area => "benchmarks";

    public override string Help => "Results of the benchmark program. Own networks need none: nodes vouch for themselves.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Options.FluxNode is null) throw RpcFault.Misc("This is not a Flux Node");
        writer.WriteStringValue("Benchmark not running");
        return Task.CompletedTask;
    }
}
