using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Explains a serialized block as lines of text.</summary>
internal sealed class DecodeRawBlock : RpcMethod
{
    public override string Name => "decoderawblock";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hexstring\"";

    public override string Help => "Explains a serialized block as lines of text.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.String);
        var reader = new WireReader(request.Serialized(0, "Block"));
        if (!BlockCodec.TryRead(ref reader, out var block)) throw new RpcFault(RpcErrorCode.Deserialization, "Block decode failed");
        writer.WriteStringValue(BlockText.Of(block));
        return Task.CompletedTask;
    }
}
