using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Number and size of the waiting transactions.</summary>
internal sealed class GetMempoolInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getmempoolinfo";

    public override string Area => "blockchain";

    public override string Help => "Number and size of the waiting transactions.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var pool = node.Chain.Mempool;
        writer.WriteStartObject();
        writer.WriteNumber("size", pool.Count);
        writer.WriteNumber("bytes", pool.Bytes);
        writer.WriteNumber("usage", pool.Bytes);
        if (node.Network.MinesOnDemand) writer.WriteBoolean("fullyNotified", true);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
