using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>The ids that a proof of gettxoutproof proves, when its block is in the best chain; an empty list when the proof does not hold.</summary>
internal sealed class VerifyTxOutProof(FluxdNode node) : RpcMethod
{
    public override string Name => "verifytxoutproof";

    public override string Area => "blockchain";

    public override string Usage => "\"proof\"";

    public override string Help => "The ids that a proof of gettxoutproof proves, when its block is in the best chain; an empty list when the proof does not hold.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (!MerkleProof.TryRead(request.Hex(0, "proof"), out var proof)) throw RpcFault.Misc("CBaseDataStream::read(): end of data: iostream error");
        var matches = proof.Matches();
        writer.WriteStartArray();
        if (matches is not null)
        {
            if (node.Chain.FindHeader(proof.Header.Hash) is not { IsOnMainChain: true }) throw RpcFault.NotFound("Block not found in chain");
            foreach (var id in matches) writer.WriteStringValue(id.ToString());
        }
        writer.WriteEndArray();
        return Task.CompletedTask;
    }
}
