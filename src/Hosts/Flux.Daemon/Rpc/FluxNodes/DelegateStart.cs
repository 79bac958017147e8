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
    public string? NodePubKey { get; init; }

    /// <summary>Public key of the collateral in hex; null takes that of the last START.</summary>
    public string? CollateralPubKey { get; init; }

    /// <summary>Redeem script of the collateral in hex; null takes that of the last START.</summary>
    public string? RedeemScript { get; init; }

    /// <summary>The collateral pays to a script hash.</summary>
    public bool IsP2sh { get; init; }

    /// <summary>Builds, signs and hands it in; writes the answer.</summary>
    public async Task RunAsync(string withoutDelegates, Utf8JsonWriter json, CancellationToken cancellation)
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
