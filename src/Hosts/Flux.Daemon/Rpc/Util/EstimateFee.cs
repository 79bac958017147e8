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

    public override string Help => "Fee per 1,000 bytes for confirmation within some blocks. Blocks are far from full, so this is the relay minimum.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (request.Int(0, "blocks") < 1) throw RpcFault.InvalidParameter("blocks must be at least 1");
        writer.WriteAmountValue(new Amount(node.Chain.Options.Pool.MinRelayFeePer1000));
        return Task.CompletedTask;
    }
}
