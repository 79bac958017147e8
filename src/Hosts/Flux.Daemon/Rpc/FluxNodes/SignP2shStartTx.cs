using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Messages;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Signs a START made by createp2shstarttx with one key of its script, at the present time.</summary>
internal sealed class SignP2shStartTx(FluxdNode node) : RpcMethod
{
    public override string Name => "signp2shstarttx";

    public override string Area => "fluxnode";

    public override string Usage => "\"hex\" ( \"privatekey\" )";

    public override string Help => "Signs a START made by createp2shstarttx with one key of its script, at the present time. The key must be given: this daemon keeps none of scripts.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var reader = new WireReader(request.Serialized(0, "TX"));
        if (!TransactionCodec.TryRead(ref reader, out var tx) || tx.FluxNode is not StartTransaction { HasP2shLayout: true } start) throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
        if (!WalletKey.TryParseWif(request.OptionalString(1, "privatekey"), node.Network.Addresses, out var key)) throw RpcFault.NotFound("Invalid private key");
        var template = ScriptTemplate.Classify(new Script(start.RedeemScript.ToArray()));
        if (template.Kind != ScriptKind.Multisig || !template.Items.Any(item => item.Span.SequenceEqual(key.PublicKey))) throw RpcFault.NotFound("Signature Verify Failed");
        start = start with { SigTime = (uint)node.Time.GetUtcNow().ToUnixTimeSeconds() };
        var message = NodeMessages.OfStart(new Transaction { Version = tx.Version, FluxNode = start });
        var signed = new Transaction { Version = tx.Version, FluxNode = start with { Signature = SignedMessage.Sign(message, SignedMessage.FluxMagic, key.Secret, key.IsCompressed) } };
        writer.WriteStringValue(Convert.ToHexStringLower(signed.ToBytes()));
        return Task.CompletedTask;
    }
}
