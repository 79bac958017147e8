using System.Text.Json;

namespace Flux.Daemon.Rpc.Util;

/// <summary>Priority that was enough to be mined without a fee.</summary>
internal sealed class EstimatePriority : RpcMethod
{
    public override string Name => "estimatepriority";

    public override string Area => "util";

    public override string Usage => "blocks";

    public override string Help => "Priority that was enough to be mined without a fee within some blocks. Always -1, which means unknown: blocks are filled by fee alone.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.Number);
        _ = request.Int(0, "blocks");
        writer.WriteNumberValue(-1);
        return Task.CompletedTask;
    }
}
