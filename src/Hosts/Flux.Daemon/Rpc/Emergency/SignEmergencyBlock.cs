using System.Text.Json;
using Flux.Consensus.ProofOfNode;
using Flux.Crypto.Curves;
using Flux.Daemon.Node;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.Emergency;

/// <summary>Adds the signature of one emergency key to an emergency block.</summary>
internal sealed class SignEmergencyBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "signemergencyblock";

    public override string Area => "emergencyblock";

    public override string Usage => "\"hex\" \"privatekey\"";

    public override string Help => "Adds the signature of one emergency key to an emergency block.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var pon = EmergencyBlocks.RulesOf(node);
        var block = EmergencyBlocks.Read(request, pon);
        if (!WalletKey.TryParseWif(request.String(1, "privatekey"), node.Network.Addresses, out var key)) throw RpcFault.InvalidParameter("Invalid private key");
        if (pon.VerifiesEmergency && !pon.EmergencyKeys.Any(known => known.Span.SequenceEqual(key.PublicKey))) throw RpcFault.InvalidParameter("Private key is not one of the emergency keys");
        var signatures = EmergencyRules.SignaturesOf(block.Header);
        signatures.Add(Secp256k1.SignDer(block.Hash.Value.Bytes, key.Secret));
        var signed = block with { Header = block.Header with { ProducerSignature = EmergencyRules.Pack(signatures) } };
        writer.WriteStartObject();
        writer.WriteString("hex", Convert.ToHexStringLower(signed.ToBytes()));
        writer.WriteString("hash", signed.Hash.ToString());
        writer.WriteNumber("signatures", signatures.Count);
        writer.WriteBoolean("complete", signatures.Count >= pon.EmergencySignatures);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
