using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Messages;

/// <summary>
/// An app's registration or update on its way from signer to signer, until its owner's signature is complete. The owner is one of those of own
/// networks (<see cref="AppMessage.IsSignedByOwner"/>): a shared address t3… that several people sign for, or a single address in another wallet.
/// </summary>
public sealed record AppMessageDraft
{
    private const int SearchedAddresses = 20;

    /// <summary>The network it is for.</summary>
    public required string Network { get; init; }

    public required AppMessageKind Kind { get; init; }

    public required AppSpec Spec { get; init; }

    /// <summary>Milliseconds since 1970; part of what is signed.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Whose signature it needs: for a registration the specification's owner, for an update the owner in force.</summary>
    public required string Owner { get; init; }

    /// <summary>The script of a shared owner, once a signer's wallet has told it; null until then and for single owners.</summary>
    public RedeemScript? Redeem { get; init; }

    /// <summary>What has been signed so far, each by another of the owner's keys. All of them are right (<see cref="With"/>).</summary>
    public ImmutableArray<string> Signatures { get; init; } = [];

    /// <summary>What every signer signs.</summary>
    public string Text => AppMessage.SignedText(Kind, Spec, Timestamp);

    /// <summary>True when the owner is a shared address.</summary>
    public bool IsShared => Address.TryParse(Owner, AddressPrefixes.Main, out var address) && address.Kind == AddressKind.ScriptHash;

    /// <summary>Signatures needed; null while nobody has told the shared owner's script.</summary>
    public int? Required => IsShared ? Redeem?.Required : 1;

    /// <summary>True when enough have signed.</summary>
    public bool IsComplete => Signatures.Length >= Required;

    /// <summary>Last moment at which a node's API takes it, milliseconds since 1970.</summary>
    public long Deadline => Timestamp + AppMessageCheck.MaxAgeMs;

    /// <summary>Adds what this wallet can sign, never more than is needed.</summary>
    /// <param name="keys">An open wallet whose addresses have been derived.</param>
    /// <param name="prefixes">Of the wallet's network.</param>
    /// <exception cref="ContainerException">The wallet is not one of the owner's, or nothing is left to sign for it.</exception>
    public AppMessageDraft Sign(KeyRing keys, AddressPrefixes prefixes)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (IsComplete) throw new ContainerException($"it has all of its signatures ({Signatures.Length} of {Required})");
        var kind = WalletMessage.KindOf(Owner, AddressPrefixes.Main) ?? throw new ContainerException($"{Owner} is not an address that can own apps");
        var own = Find(keys, kind, prefixes) ?? throw new ContainerException(IsShared ? $"this wallet has no shared account with the address {Owner}" : $"this wallet does not have the address {Owner}");
        var signers = keys.KeysOf(own);
        if (signers.Count == 0) throw new ContainerException($"this wallet only watches {Owner}, it has no key of it");
        var next = this with { Redeem = own.Redeem };
        foreach (var key in signers)
        {
            if (!next.IsComplete && !next.HasSigned(key.PublicKey)) next = next.With(WalletMessage.Sign(kind, Text, key));
        }
        return next.Signatures.Length > Signatures.Length ? next : throw new ContainerException($"this wallet has signed it already ({Progress}); others must, too");
    }

    /// <summary>With one more signature, which is checked.</summary>
    /// <exception cref="ContainerException">It is not of a key of the owner over this text, or that key's signature is there already.</exception>
    public AppMessageDraft With(string signature)
    {
        if (Redeem is null)
        {
            if (IsShared) throw new ContainerException($"it has signatures, but not the script of {Owner}");
            if (!OwnerSignature.Verify(Owner, Text, signature)) throw new ContainerException(NotOf);
        }
        else
        {
            if (!FluxSignature.TryRecover(Text, signature, out var key) || !Redeem.Keys.Any(candidate => candidate.AsSpan().SequenceEqual(key))) throw new ContainerException(NotOf);
            if (HasSigned(key)) throw new ContainerException("the same key has signed it twice");
        }
        return this with { Signatures = Signatures.Add(signature) };
    }

    /// <summary>Two copies that were signed apart.</summary>
    /// <exception cref="ContainerException">They are not about the same message.</exception>
    public static AppMessageDraft Combine(AppMessageDraft first, AppMessageDraft second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Text != second.Text || first.Owner != second.Owner || first.Network != second.Network) throw new ContainerException("the two are different messages: people sign copies of one file");
        var together = first with { Redeem = first.Redeem ?? second.Redeem };
        foreach (var signature in second.Signatures)
        {
            if (!together.IsComplete && !(FluxSignature.TryRecover(first.Text, signature, out var key) && together.HasSigned(key))) together = together.With(signature);
        }
        return together;
    }

    /// <summary>The message with its owner's signature.</summary>
    /// <exception cref="ContainerException">Signatures are missing.</exception>
    public AppMessage Finish()
    {
        if (!IsComplete) throw new ContainerException($"{Progress}: it is not signed yet");
        return AppMessage.Create(Kind, Spec, Timestamp, Redeem is null ? Signatures[0] : FluxSignature.Join(Redeem.Script, Signatures));
    }

    /// <summary>How far it is, in words: "1 of 2 signatures".</summary>
    public string Progress => Required is { } required ? $"{Signatures.Length} of {required} signature{(required == 1 ? "" : "s")}" : "no signature";

    private string NotOf => $"a signature is not by {(IsShared ? "a key of " : "")}{Owner} over this text: the file was changed after it was signed, or somebody else signed it";

    private bool HasSigned(byte[] publicKey) => Signatures.Any(signature => FluxSignature.TryRecover(Text, signature, out var key) && key.AsSpan().SequenceEqual(publicKey));

    private OwnAddress? Find(KeyRing keys, MessageKind kind, AddressPrefixes prefixes)
    {
        if (Address.TryParse(Owner, AddressPrefixes.Main, out var address)) return keys.Find(address) is { } own && (!IsShared || own.Redeem is not null) ? own : null;
        // Bitcoin and Ethereum addresses are other names of the wallet's keys.
        return keys.Addresses(SearchedAddresses).FirstOrDefault(own => own.Redeem is null && own.Keys is [var key, ..] && IsOwner(WalletMessage.AddressOf(kind, key.PublicKey, prefixes)));
    }

    private bool IsOwner(string name) => OwnerSignature.IsSame(name, Owner);
}
