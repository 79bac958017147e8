using System.Text.Json;
using Flux.Chain.Templates;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Emergency;

/// <summary>An unsigned emergency block on the present tip, for the holders of the emergency keys.</summary>
internal sealed class CreateEmergencyBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "createemergencyblock";

    public override string Area => "emergencyblock";

    public override string Help => "An unsigned emergency block on the present tip, for the holders of the emergency keys.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var pon = EmergencyBlocks.RulesOf(node);
        // The coinbase script ends in one zero, as fluxd makes it.
        var options = new TemplateOptions { Time = (uint)node.Time.GetUtcNow().ToUnixTimeSeconds(), CoinbaseExtra = new byte[1] };
        var template = await node.Chain.BuildTemplateAsync(pon.DeveloperScript, options, cancellation).ConfigureAwait(false);
        var header = template.Block.Header with { Version = BlockHeader.FirstPonVersion, ProducerCollateral = pon.EmergencyCollateral, ProducerSignature = default, Nonce = Hash256.Zero, Solution = default };
        var block = template.Block with { Header = header };
        writer.WriteStartObject();
        writer.WriteString("hex", Convert.ToHexStringLower(block.ToBytes()));
        writer.WriteString("hash", block.Hash.ToString());
        writer.WriteNumber("height", template.Height);
        writer.WriteString("collateral", pon.EmergencyCollateral.Transaction.ToString());
        writer.WriteNumber("signatures_required", pon.EmergencySignatures);
        writer.WriteStartArray("authorized_keys");
        foreach (var key in pon.EmergencyKeys) writer.WriteStringValue(Convert.ToHexStringLower(key.Span));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
