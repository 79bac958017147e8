using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Util;

/// <summary>Fee per 1,000 bytes for confirmation within some blocks.</summary>
internal sealed class EstimateFee(FluxdNode node) : RpcMethod
{
    public override string Name => "estimatefee";

    public override string Area => "util";

    public override string Usage => "blocks";

    public override string Help => "Fee per 1,000 bytes that was enough for confirmation within 1 to 25 blocks; -1 when too little is known.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.Number);
        if (node.Chain.EstimateFee(request.Int(0, "blocks")) is { } rate) writer.WriteAmountValue(new Amount(rate.SatoshisPerKilobyte));
        else writer.WriteNumberValue(-1);
        return Task.CompletedTask;
    }
}
