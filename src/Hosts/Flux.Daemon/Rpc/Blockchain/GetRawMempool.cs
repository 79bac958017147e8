using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Ids of the waiting transactions; verbose: an object with size, fee, time and parents of each.</summary>
internal sealed class GetRawMempool(FluxdNode node) : RpcMethod
{
    public override string Name => "getrawmempool";

    public override string Area => "blockchain";

    public override string Usage => "( verbose )";

    public override string Help => "Ids of the waiting transactions; verbose: an object with size, fee, time and parents of each.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (request.Bool(0, "verbose", false)) MempoolJson.WriteEntries(writer, node.Chain.Mempool.Snapshot, node.Chain.Snapshot.Height);
        else MempoolJson.WriteIds(writer, node.Chain.Mempool.Snapshot);
        return Task.CompletedTask;
    }
}
