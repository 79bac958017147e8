using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Blocks of a span of time, from the timestamp index.</summary>
internal sealed class GetBlockHashes(FluxdNode node) : RpcMethod
{
    public override string Name => "getblockhashes";

    public override string Area => "blockchain";

    public override string Usage => "high low ( {\"noOrphans\": true|false, \"logicalTimes\": true|false} )";

    public override string Help => "Hashes of the main chain's blocks with logical times from low to before high (Unix seconds), rising; with logicalTimes objects {blockhash, logicalts}. Blocks beside the main chain are never listed. Needs -timestampindex=1.";

    public override (int Least, int Most) ParameterCount => (2, 3);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var (before, from) = (Time(request, 0, "high"), Time(request, 1, "low"));
        var withTimes = request.Has(2) && request[2].ValueKind == JsonValueKind.Object && request[2].TryGetProperty("logicalTimes", out var flag) && flag.ValueKind == JsonValueKind.True;
        var blocks = await node.Chain.BlocksBetweenAsync(from, before, cancellation).ConfigureAwait(false)
            ?? throw RpcFault.Misc("The timestamp index is disabled: start the daemon with -timestampindex=1");
        writer.WriteStartArray();
        foreach (var block in blocks)
        {
            if (!withTimes)
            {
                writer.WriteStringValue(block.Hash.ToString());
                continue;
            }
            writer.WriteStartObject();
            writer.WriteString("blockhash", block.Hash.ToString());
            writer.WriteNumber("logicalts", block.LogicalTime);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static uint Time(RpcRequest request, int index, string name) => (uint)Math.Clamp(request.Long(index, name, 0), 0, uint.MaxValue);
}
