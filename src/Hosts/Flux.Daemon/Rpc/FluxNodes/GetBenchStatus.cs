using System.Text.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>State of the benchmark program.</summary>
internal sealed class GetBenchStatus : RpcMethod
{
    public override string Name => "getbenchstatus";

    public override string Area => "benchmarks";

    public override IReadOnlyList<string> Aliases => ["getbenchmarks"];

    public override string Help => "State of the benchmark program. Own networks need none: nodes vouch for themselves.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteStringValue("Benchmark not running");
        return Task.CompletedTask;
    }
}
