using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Daemon.Node;

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
        var pool = node.Chain.Mempool.Snapshot;
        if (!request.Bool(0, "verbose", false))
        {
            writer.WriteStartArray();
            foreach (var entry in pool.Entries) writer.WriteStringValue(entry.Id.ToString());
            writer.WriteEndArray();
            return Task.CompletedTask;
        }
        writer.WriteStartObject();
        foreach (var entry in pool.Entries) WriteEntry(writer, pool, entry);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private static void WriteEntry(Utf8JsonWriter writer, PoolSnapshot pool, PoolEntry entry)
    {
        writer.WriteStartObject(entry.Id.ToString());
        writer.WriteNumber("size", entry.Size);
        writer.WriteAmount("fee", entry.Fee);
        writer.WriteNumber("time", entry.Time.ToUnixTimeSeconds());
        writer.WriteNumber("height", entry.Height);
        writer.WriteStartArray("depends");
        foreach (var parent in pool.ParentsOf(entry)) writer.WriteStringValue(parent.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
