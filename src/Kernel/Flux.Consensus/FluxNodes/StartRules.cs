using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.FluxNodes;

/// <summary>Whether a START may stand in a block, judged on the state before it (chain reference §8.2, §8.3, §8.5).</summary>
internal static class StartRules
{
    private const int Version6 = 6;

    public static FluxNodeCheck Check(Network network, Transaction transaction, StartTransaction start, FluxNodeList nodes, int height, ICoinView coins)
    {
        switch (nodes.Find(start.Collateral)?.State)
        {
            case NodeState.Started or NodeState.Dos: return FluxNodeCheck.Refused(RejectTable.NodeAlreadyStarted);
            case NodeState.Confirmed: return FluxNodeCheck.Refused(RejectTable.NodeAlreadyConfirmed);
        }
        if (coins.Find(start.Collateral) is not { } coin) return FluxNodeCheck.Refused(RejectTable.NodeCoinsNotAvailable);
        if (MismatchOf(network, transaction, start, coin.Output.ScriptPubKey) is { } mismatch) return FluxNodeCheck.Refused(mismatch);
        var verdict = CollateralRules.Check(network, start, coin, height, out var tier);
        if (!verdict.IsOk) return FluxNodeCheck.Refused(verdict);
        var signature = new NodeSignatureCheck(NodeMessages.OfStart(transaction), start.Signature, Signers(transaction, start, nodes));
        return new FluxNodeCheck(Verdict.Ok, RecordOf(network, transaction, start, coin, tier, height), [signature]);
    }

    /// <summary>What is wrong about the owner of the collateral, or null.</summary>
    private static Reject? MismatchOf(Network network, Transaction transaction, StartTransaction start, Script collateral)
    {
        if (IsP2sh(transaction, start)) return collateral == PayToRedeem(start) ? null : RejectTable.NodeWrongRedeemScript;
        var template = ScriptTemplate.Classify(collateral);
        if (transaction.Version == Version6)
        {
            return template.Kind == ScriptKind.PubKeyHash && PaysKey(collateral, start) ? null : RejectTable.NodeWrongDestination;
        }
        if (template.Kind == ScriptKind.ScriptHash)
        {
            return FoundationKeys.IsValidAt(network, start.CollateralPubKey.Span, start.SigTime) ? null : RejectTable.NodeWrongFoundationKey;
        }
        return PaysKey(collateral, start) ? null : RejectTable.NodeWrongDestination;
    }

    private static bool PaysKey(Script collateral, StartTransaction start) =>
        Address.TryFromScript(collateral, out var address) && address == Address.OfPublicKey(start.CollateralPubKey.Span);

    private static Script PayToRedeem(StartTransaction start) => ScriptBuilder.PayToScriptHash(Hash160.Of(start.RedeemScript.Span));

    /// <summary>Delegates alone when the START says so; else the keys of the redeem script; else the owner's key. Both type bits: nobody.</summary>
    private static ImmutableArray<Hash160> Signers(Transaction transaction, StartTransaction start, FluxNodeList nodes)
    {
        if (start.Delegates is { Used: true, Type: DelegateData.TypeSigning }) return HashesOf(nodes.DelegatesOf(start.Collateral));
        if (IsP2sh(transaction, start)) return HashesOf(ScriptTemplate.Classify(new Script(start.RedeemScript.ToArray())).Items);
        return IsNormal(transaction, start) ? [Hash160.Of(start.CollateralPubKey.Span)] : [];
    }

    private static ImmutableArray<Hash160> HashesOf(ImmutableArray<ReadOnlyMemory<byte>> keys) => [.. keys.Select(key => Hash160.Of(key.Span))];

    private static bool IsP2sh(Transaction transaction, StartTransaction start) =>
        transaction.Version == Version6 && TypeBits(start) == StartTransaction.FeatureP2sh;

    private static bool IsNormal(Transaction transaction, StartTransaction start) =>
        transaction.Version != Version6 || TypeBits(start) == StartTransaction.FeatureNormal;

    private static int TypeBits(StartTransaction start) => start.Features & (StartTransaction.FeatureNormal | StartTransaction.FeatureP2sh);

    private static FluxNodeRecord RecordOf(Network network, Transaction transaction, StartTransaction start, Coin coin, Tier tier, int height)
    {
        // Copies: a record lives on, the bytes of its block should not.
        var foundation = FoundationKeys.IsOne(network, start.CollateralPubKey.Span);
        return new FluxNodeRecord
        {
            Collateral = start.Collateral,
            State = NodeState.Started,
            Tier = tier,
            CollateralValue = coin.Output.Value,
            AddedHeight = height,
            TransactionVersion = transaction.Version,
            Features = start.Features,
            CollateralPubKey = start.CollateralPubKey.ToArray(),
            NodePubKey = start.NodePubKey.ToArray(),
            RedeemScript = start.RedeemScript.ToArray(),
            PaidWhileUnspentOnly = foundation,
            PayeeScript = PayeeOf(transaction, start, foundation ? coin.Output.ScriptPubKey : null),
        };
    }

    private static Script PayeeOf(Transaction transaction, StartTransaction start, Script? foundationCollateral)
    {
        if (IsP2sh(transaction, start)) return PayToRedeem(start);
        // "The destination extracted from the collateral": a bare public key is paid as P2PKH.
        if (foundationCollateral is { } script) return Address.TryFromScript(script, out var address) ? address.ToScript() : script.ToOwned();
        return ScriptBuilder.PayToPubKeyHash(Hash160.Of(start.CollateralPubKey.Span));
    }
}
