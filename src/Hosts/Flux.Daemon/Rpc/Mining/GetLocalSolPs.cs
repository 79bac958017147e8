using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>Solutions per second of this daemon's own miner.</summary>
internal sealed class GetLocalSolPs(MiningService mining) : RpcMethod
{
    public override string Name => "getlocalsolps";

    public override string Area => "mining";

    public override string Help => "Solutions per second of this daemon's own miner over the last minute; 0 while it does not mine.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteRawValue(RpcValues.FormatReal(mining.LocalRate), skipInputValidation: true);
        return Task.CompletedTask;
    }
}
