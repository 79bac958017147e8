using System.Text.Json;
using Flux.Chain;
using Flux.Consensus.ProofOfNode;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Emergency;

/// <summary>Hands in a signed emergency block; answers its hash.</summary>
internal sealed class SubmitEmergencyBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "submitemergencyblock";

    public override string Area => "emergencyblock";

    public override string Usage => "\"hex\"";

    public override string Help => "Hands in a signed emergency block; answers its hash.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var pon = EmergencyBlocks.RulesOf(node);
        var block = EmergencyBlocks.Read(request, pon);
        if (!EmergencyRules.Check(pon, block.Header)) throw new RpcFault(RpcErrorCode.Verify, "Emergency block has invalid or insufficient signatures");
        var result = await node.Chain.SubmitBlockAsync(block, requested: true, cancellation).ConfigureAwait(false);
        if (result.Kind != SubmitKind.Accepted) throw new RpcFault(RpcErrorCode.Verify, $"Emergency block refused: {(result.Kind == SubmitKind.Invalid ? result.Verdict.Message : result.Kind.ToString())}");
        writer.WriteStringValue(block.Hash.ToString());
    }
}
