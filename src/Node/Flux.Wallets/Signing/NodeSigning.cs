using System.Collections.Immutable;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Messages;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Signing;

/// <summary>
/// Builds and signs START transactions (chain reference §6.3, §6.4, §8.3). The signed text is the transaction id in display hex, under the
/// chain's prefix; the id does not cover the signature.
/// </summary>
public static class NodeSigning
{
    /// <summary>Most delegates of a node.</summary>
    public const int MostDelegates = 4;

    /// <summary>A version 5 START for a collateral that pays to <paramref name="collateralKey"/>'s address.</summary>
    public static Transaction BuildStart(OutPoint collateral, WalletKey collateralKey, ReadOnlySpan<byte> nodePublicKey, uint sigTime) => Sign(
        new Transaction
        {
            Version = 5,
            FluxNode = new StartTransaction { Collateral = collateral, CollateralPubKey = collateralKey.PublicKey, NodePubKey = nodePublicKey.ToArray(), SigTime = sigTime },
        },
        collateralKey);

    /// <summary>
    /// A version 6 START without its signature: the form for shared (P2SH) collateral and for delegates. <paramref name="redeem"/> is null for
    /// a t1 collateral, whose public key is then <paramref name="collateralPublicKey"/>.
    /// </summary>
    public static Transaction DraftStart(
        OutPoint collateral, ReadOnlySpan<byte> collateralPublicKey, RedeemScript? redeem, ReadOnlySpan<byte> nodePublicKey, uint sigTime, DelegateData? delegates = null)
    {
        var kind = redeem is null ? StartTransaction.FeatureNormal : StartTransaction.FeatureP2sh;
        return new Transaction
        {
            Version = 6,
            FluxNode = new StartTransaction
            {
                Features = kind | (delegates is null ? 0 : StartTransaction.FeatureDelegates),
                Collateral = collateral,
                CollateralPubKey = redeem is null ? collateralPublicKey.ToArray() : Array.Empty<byte>(),
                RedeemScript = redeem is null ? default : redeem.Script.Memory,
                NodePubKey = nodePublicKey.ToArray(),
                SigTime = sigTime,
                Delegates = delegates,
            },
        };
    }

    /// <summary>Replaces the list of keys that may start the node from now on.</summary>
    /// <exception cref="ArgumentException">None, too many, or not compressed public keys.</exception>
    public static DelegateData ReplaceDelegates(IReadOnlyList<byte[]> publicKeys)
    {
        ArgumentNullException.ThrowIfNull(publicKeys);
        if (publicKeys.Count is < 1 or > MostDelegates) throw new ArgumentException($"{publicKeys.Count} delegates: a node has 1 to {MostDelegates}.", nameof(publicKeys));
        for (var i = 0; i < publicKeys.Count; i++)
        {
            if (publicKeys[i].Length != 33 || !Secp256k1.IsValidPublicKey(publicKeys[i])) throw new ArgumentException($"Delegate {i + 1} is not a compressed public key (66 hex characters).", nameof(publicKeys));
        }
        return new DelegateData { Used = true, Version = 1, Type = DelegateData.TypeUpdate, Keys = [.. publicKeys.Select(key => (ReadOnlyMemory<byte>)key)] };
    }

    /// <summary>Says that a delegate signs.</summary>
    public static DelegateData AsDelegate() => new() { Used = true, Version = 1, Type = DelegateData.TypeSigning };

    /// <summary>Signs a draft. Whether the key is one that may is the chain's to judge: owner, one of a shared address, or a delegate.</summary>
    public static Transaction Sign(Transaction draft, WalletKey key)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(key);
        if (draft.FluxNode is not StartTransaction start) throw new ArgumentException("Only a START is signed here.", nameof(draft));
        return new Transaction
        {
            Version = draft.Version,
            FluxNode = start with { Signature = SignedMessage.Sign(draft.Id.ToString(), key.Secret, key.IsCompressed) },
        };
    }

    /// <summary>The public keys one of which must sign: the collateral's, those of its shared script; none for a delegate's START, whose list the chain knows.</summary>
    public static ImmutableArray<byte[]> SignersOf(StartTransaction start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Delegates is { Used: true, Type: DelegateData.TypeSigning }) return [];
        if (!start.HasP2shLayout) return [start.CollateralPubKey.ToArray()];
        return RedeemScript.TryRead(Primitives.Scripts.Script.Over(start.RedeemScript), out var redeem) ? redeem.Keys : [];
    }
}
