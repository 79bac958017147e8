using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Messages;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>A START that a delegate signs: version 6 with delegate data of type SIGNING (chain reference §6.4, §8.3).</summary>
internal sealed class DelegateStart(FluxdNode node, OutPoint collateral, WalletKey key)
{
    /// <summary>Public key of the node in hex; null takes that of the last START.</summary>
    private string? NodePubKey { get; init; }

    /// <summary>Public key of the collateral in hex; null takes that of the last START.</summary>
    private string? CollateralPubKey { get; init; }

    /// <summary>Redeem script of the collateral in hex; null takes that of the last START.</summary>
    private string? RedeemScript { get; init; }

    /// <summary>The collateral pays to a script hash.</summary>
    private bool IsP2sh { get; init; }

    /// <summary>
    /// Reads the arguments of startfluxnodeasdelegate and startp2shasdelegate (transaction hash, output index, delegate's key, node key, and public key
    /// or redeem script of the collateral), then builds, signs and hands in the START and writes the answer.
    /// </summary>
    public static async Task RunAsync(FluxdNode node, RpcRequest request, bool isP2sh, string withoutDelegates, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var (hash, index, wif) = (request.String(0, "txhash"), request.String(1, "outputindex"), request.String(2, "delegatekey"));
        var owner = request.OptionalString(4, isP2sh ? "redeemscript" : "collateralpubkey");
        if (!CollateralArgument.TryRead(hash, index, out var collateral, out var problem)) StartAnswer.WriteFailure(json, problem);
        else if (!WalletKey.TryParseWif(wif, node.Network.Addresses, out var key)) StartAnswer.WriteFailure(json, "Invalid delegate private key");
        else
        {
            using (key)
            {
                var start = new DelegateStart(node, collateral, key) { NodePubKey = request.OptionalString(3, "vpspubkey"), CollateralPubKey = isP2sh ? null : owner, RedeemScript = isP2sh ? owner : null, IsP2sh = isP2sh };
                await start.RunAsync(withoutDelegates, json, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(string withoutDelegates, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var nodes = node.Chain.Snapshot.Ledger.Nodes;
        var delegates = nodes.DelegatesOf(collateral);
        if (delegates.IsEmpty) StartAnswer.WriteFailure(json, withoutDelegates);
        else if (!delegates.Any(known => known.Span.SequenceEqual(key.PublicKey))) StartAnswer.WriteFailure(json, "The given key is not that of an authorized delegate of this collateral");
        else if (Draft(nodes.Find(collateral)) is not { } draft) StartAnswer.WriteFailure(json, IsP2sh ? "The node's public key and the redeem script must be given in hex: the chain has no record of this node" : "The public keys of node and collateral must be given in hex: the chain has no record of this node");
        else await SubmitAsync(Sign(draft), json, cancellation).ConfigureAwait(false);
    }

    private StartTransaction? Draft(FluxNodeRecord? record)
    {
        if (Choose(NodePubKey, record?.NodePubKey) is not { } nodeKey) return null;
        if (Choose(IsP2sh ? RedeemScript : CollateralPubKey, IsP2sh ? record?.RedeemScript : record?.CollateralPubKey) is not { } owner) return null;
        return new StartTransaction
        {
            Collateral = collateral,
            Features = (IsP2sh ? StartTransaction.FeatureP2sh : StartTransaction.FeatureNormal) | StartTransaction.FeatureDelegates,
            CollateralPubKey = IsP2sh ? default : owner,
            RedeemScript = IsP2sh ? owner : default,
            NodePubKey = nodeKey,
            SigTime = (uint)node.Time.GetUtcNow().ToUnixTimeSeconds(),
            Delegates = new DelegateData { Used = true, Version = 1, Type = DelegateData.TypeSigning },
        };
    }

    private static ReadOnlyMemory<byte>? Choose(string? given, ReadOnlyMemory<byte>? known)
    {
        if (given is null) return known is { IsEmpty: false } ? known : null;
        return RpcRequest.IsHex(given) ? Convert.FromHexString(given) : null;
    }

    private Transaction Sign(StartTransaction draft)
    {
        var message = NodeMessages.OfStart(new Transaction { Version = 6, FluxNode = draft });
        return new Transaction { Version = 6, FluxNode = draft with { Signature = SignedMessage.Sign(message, SignedMessage.FluxMagic, key.Secret, key.IsCompressed) } };
    }

    private async Task SubmitAsync(Transaction transaction, Utf8JsonWriter json, CancellationToken cancellation)
    {
        UnjudgedHistory.Refuse(node);
        var result = await node.Chain.SubmitTransactionAsync(transaction, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        if (!result.IsInPool)
        {
            StartAnswer.WriteFailure(json, $"The network would refuse the START: {result.Verdict}");
            return;
        }
        json.WriteStartObject();
        json.WriteString("result", "success");
        json.WriteString("txid", transaction.Id.ToString());
        json.WriteString("delegate", Convert.ToHexStringLower(key.PublicKey));
        if (IsP2sh) json.WriteBoolean("p2sh", true);
        json.WriteEndObject();
    }
}
