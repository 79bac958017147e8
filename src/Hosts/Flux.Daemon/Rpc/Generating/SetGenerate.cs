using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Generating;

/// <summary>Starts or stops mining with a number of threads (-1: one a core; default 1).</summary>
internal sealed class SetGenerate(FluxdNode node, MiningService mining) : RpcMethod
{
    public override string Name => "setgenerate";

    public override string Area => "generating";

    public override string Usage => "generate ( threads \"address\" )";

    public override string Help => "Starts or stops mining with a number of threads (-1: one a core; default 1); found blocks pay the address (default: -mineraddress).";

    public override (int Least, int Most) ParameterCount => (1, 3);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Network.MinesOnDemand && !node.HasOwnRules) throw new RpcFault(RpcErrorCode.MethodNotFound, "Use the generate method instead of setgenerate on this network");
        var threads = request.Int(1, "threads", 1);
        if (threads is < -1 or > 256) throw RpcFault.InvalidParameter("threads must be from -1 to 256");
        if (request.Bool(0, "generate", false) && threads != 0) await mining.StartAsync(threads, request.OptionalString(2, "address")).ConfigureAwait(false);
        else await mining.StopAsync().ConfigureAwait(false);
        writer.WriteNullValue();
    }
}
