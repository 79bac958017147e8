using System.Text.Json;
using Flux.Consensus.ProofOfNode;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Emergency;

/// <summary>Whether an emergency block has the signatures it needs, and whose they are.</summary>
internal sealed class VerifyEmergencyBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "verifyemergencyblock";

    public override string Area => "emergencyblock";

    public override string Usage => "\"hex\"";

    public override string Help => "Whether an emergency block has the signatures it needs, and whose they are.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var pon = EmergencyBlocks.RulesOf(node);
        var block = EmergencyBlocks.Read(request, pon);
        writer.WriteStartObject();
        writer.WriteBoolean("valid", EmergencyRules.Check(pon, block.Header));
        writer.WriteNumber("signatures", EmergencyRules.SignaturesOf(block.Header).Count);
        writer.WriteNumber("signatures_required", pon.EmergencySignatures);
        writer.WriteStartArray("signers");
        foreach (var key in EmergencyRules.SignersOf(pon, block.Header)) writer.WriteStringValue(Convert.ToHexStringLower(key.Span));
        writer.WriteEndArray();
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
