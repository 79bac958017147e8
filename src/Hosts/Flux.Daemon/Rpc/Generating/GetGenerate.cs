using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Generating;

/// <summary>Whether this daemon mines.</summary>
internal sealed class GetGenerate(MiningService mining) : RpcMethod
{
    public override string Name => "getgenerate";

    public override string Area => "generating";

    public override string Help => "Whether this daemon mines.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteBooleanValue(mining.IsRunning);
        return Task.CompletedTask;
    }
}
