using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Addresses;
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

    public override string Help => "Signs a START made by createp2shstarttx with one key of its script, at the present time. Without a key one of the wallet is taken.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var reader = new WireReader(request.Serialized(0, "TX"));
        if (!TransactionCodec.TryRead(ref reader, out var tx) || tx.FluxNode is not StartTransaction { HasP2shLayout: true } start) throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
        var template = ScriptTemplate.Classify(new Script(start.RedeemScript.ToArray()));
        if (!request.Has(1) && node.Wallet is { Exists: true } wallet)
        {
            await wallet.UseAsync(
                open =>
                {
                    Write(tx, start, template.Items.Select(item => open.Keys.Ring.FindKey(Address.OfPublicKey(item.Span))).OfType<WalletKey>().FirstOrDefault() ?? throw RpcFault.NotFound("No key of the redeem script is in the wallet"), writer);
                    return Task.FromResult(true);
                },
                cancellation).ConfigureAwait(false);
            return;
        }
        if (!WalletKey.TryParseWif(request.OptionalString(1, "privatekey"), node.Network.Addresses, out var key)) throw RpcFault.NotFound("Invalid private key");
        if (template.Kind != ScriptKind.Multisig || !template.Items.Any(item => item.Span.SequenceEqual(key.PublicKey))) throw RpcFault.NotFound("Signature Verify Failed");
        Write(tx, start, key, writer);
    }

    private void Write(Transaction tx, StartTransaction start, WalletKey key, Utf8JsonWriter writer)
    {
        start = start with { SigTime = (uint)node.Time.GetUtcNow().ToUnixTimeSeconds() };
        var message = NodeMessages.OfStart(new Transaction { Version = tx.Version, FluxNode = start });
        var signed = new Transaction { Version = tx.Version, FluxNode = start with { Signature = SignedMessage.Sign(message, SignedMessage.FluxMagic, key.Secret, key.IsCompressed) } };
        writer.WriteStringValue(Convert.ToHexStringLower(signed.ToBytes()));
    }
}
