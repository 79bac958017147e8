using System.Text.Json;

namespace Flux.Daemon.Rpc.Control;

/// <summary>Stops the daemon.</summary>
internal sealed class Stop(IHostApplicationLifetime lifetime) : RpcMethod
{
    public override string Name => "stop";

    public override string Area => "control";

    public override string Help => "Stops the daemon.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        lifetime.StopApplication();
        writer.WriteStringValue("Flux server stopping");
        return Task.CompletedTask;
    }
}
