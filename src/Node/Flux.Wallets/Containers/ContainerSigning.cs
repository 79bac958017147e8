using System.Collections.Immutable;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Messages;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Wallets.Accounts;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Containers;

/// <summary>The round trip of a container: sign what the wallet has keys for, put copies together, make the final transaction.</summary>
public static class ContainerSigning
{
    /// <summary>Adds every signature that these keys can give, and says how many that were.</summary>
    public static (SigningContainer Container, int Added) Sign(SigningContainer container, KeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(keys);
        return container.Transaction.FluxNode is StartTransaction start ? SignStart(container, start, keys) : SignPayment(container, keys);
    }

    /// <summary>All signatures of two copies of the same container.</summary>
    /// <exception cref="ContainerException">They are not copies of the same.</exception>
    public static SigningContainer Combine(SigningContainer first, SigningContainer second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Transaction.Id != second.Transaction.Id || first.BranchId != second.BranchId || first.Network != second.Network)
            throw new ContainerException($"the two are about different transactions ({first.Transaction.Id} and {second.Transaction.Id})");
        var inputs = first.Inputs.Zip(second.Inputs, (a, b) =>
            a.Coin == b.Coin && a.Worth == b.Worth && a.IsEscrow == b.IsEscrow
                ? a with { Redeem = a.Redeem ?? b.Redeem, Signatures = a.Signatures.SetItems(b.Signatures), Origins = a.Origins.SetItems(b.Origins) }
                : throw new ContainerException("the two describe a coin differently"));
        return first with
        {
            Inputs = [.. inputs],
            StartOrigins = first.StartOrigins.SetItems(second.StartOrigins),
            StartSignature = first.StartSignature.Length > 0 ? first.StartSignature : second.StartSignature,
        };
    }

    /// <summary>The transaction with its signatures, each checked; ready to be sent.</summary>
    /// <exception cref="ContainerException">A signature is missing or wrong; the message says which.</exception>
    public static Transaction Finish(SigningContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        if (container.Transaction.FluxNode is StartTransaction start) return FinishStart(container, start);
        var parts = SighashParts.Of(container.Transaction);
        return TransactionSigner.WithScripts(container.Transaction, [.. container.Inputs.Select((input, i) => FinishInput(container, input, i, parts))]);
    }

    private static (SigningContainer Container, int Added) SignPayment(SigningContainer container, KeyRing keys)
    {
        var parts = SighashParts.Of(container.Transaction);
        var added = 0;
        var inputs = container.Inputs.Select((input, i) =>
        {
            foreach (var key in KeysFor(input, keys))
            {
                var name = Convert.ToHexStringLower(key.PublicKey);
                // A signature that is there already may be wrong, so it is made anew rather than trusted.
                if (input.Signatures.Count >= input.Required && !input.Signatures.ContainsKey(name)) break;
                var signature = TransactionSigner.SignatureOf(container.Transaction, i, ScriptCodeOf(input), input.Coin.Value, key, container.BranchId, parts);
                if (!input.Signatures.ContainsKey(name)) added++;
                input = input with { Signatures = input.Signatures.SetItem(name, signature) };
            }
            return input;
        }).ToImmutableArray();
        return (container with { Inputs = inputs }, added);
    }

    private static (SigningContainer Container, int Added) SignStart(SigningContainer container, StartTransaction start, KeyRing keys)
    {
        foreach (var (publicKey, origin) in container.StartOrigins)
        {
            if (keys.FindKey(Convert.FromHexString(publicKey), origin.Fingerprint, origin.Path) is { } key) return (WithStartSignature(container, key), 1);
        }
        foreach (var publicKey in NodeSigning.SignersOf(start))
        {
            if (keys.FindKey(Address.OfPublicKey(publicKey)) is { } key && key.PublicKey.AsSpan().SequenceEqual(publicKey)) return (WithStartSignature(container, key), 1);
        }
        // Another signer's file names that wallet's place of the keys; this one knows its own by the shared address.
        if (start.HasP2shLayout && keys.Find(Address.OfRedeemScript(Script.Over(start.RedeemScript))) is { } shared && keys.KeysOf(shared) is [var own, ..]) return (WithStartSignature(container, own), 1);
        return (container, 0);
    }

    private static SigningContainer WithStartSignature(SigningContainer container, WalletKey key) =>
        container with { StartSignature = ((StartTransaction)NodeSigning.Sign(container.Transaction, key).FluxNode!).Signature };

    private static IEnumerable<WalletKey> KeysFor(ContainerInput input, KeyRing keys)
    {
        var found = new List<WalletKey>();
        if (Address.TryFromScript(input.Coin.ScriptPubKey, out var address) && keys.Find(address) is { } own) found.AddRange(keys.KeysOf(own));
        foreach (var (publicKey, origin) in input.Origins)
        {
            // Deriving a key from the master takes longer than signing; most are known by their address.
            if (found.Exists(key => Convert.ToHexStringLower(key.PublicKey) == publicKey)) continue;
            if (keys.FindKey(Convert.FromHexString(publicKey), origin.Fingerprint, origin.Path) is { } key) found.Add(key);
        }
        return found.Where(key => MaySign(input, key)).DistinctBy(key => Convert.ToHexString(key.PublicKey));
    }

    /// <summary>A key may sign when it is in the redeem script, or is the one key of the coin.</summary>
    private static bool MaySign(ContainerInput input, WalletKey key) => input.Redeem is { } redeem
        ? redeem.Keys.Any(member => member.AsSpan().SequenceEqual(key.PublicKey))
        : Address.TryFromScript(input.Coin.ScriptPubKey, out var address) && address == key.Address;

    private static Script ScriptCodeOf(ContainerInput input) => input.Redeem?.Script ?? input.Coin.ScriptPubKey;

    private static Script FinishInput(SigningContainer container, ContainerInput input, int index, SighashParts parts)
    {
        var digest = SignatureHash.Compute(container.Transaction, index, ScriptCodeOf(input), input.Coin.Value, SighashType.All, container.BranchId, parts)!.Value;
        foreach (var (key, signature) in input.Signatures)
        {
            if (!Secp256k1.VerifyDer(digest.Bytes, signature.AsSpan(..^1), Convert.FromHexString(key))) throw new ContainerException($"the signature of input {index} by {key} is wrong");
        }
        if (input.Signatures.Count < input.Required) throw new ContainerException($"input {index} has {input.Signatures.Count} of {input.Required} signatures");
        if (input.Redeem is { } redeem)
        {
            var inOrder = redeem.Keys.Select(key => input.Signatures.GetValueOrDefault(Convert.ToHexStringLower(key))).OfType<byte[]>().Take(redeem.Required).ToList();
            return inOrder.Count == redeem.Required ? TransactionSigner.SpendingScript(redeem, inOrder) : throw new ContainerException($"input {index} is signed by a key that is not in its script");
        }
        var (publicKey, only) = input.Signatures.First();
        return TransactionSigner.SpendingScript(input.Coin.ScriptPubKey, only, Convert.FromHexString(publicKey));
    }

    private static Transaction FinishStart(SigningContainer container, StartTransaction start)
    {
        if (container.StartSignature.Length == 0) throw new ContainerException("nobody has signed the START yet");
        var text = System.Text.Encoding.UTF8.GetBytes(container.Transaction.Id.ToString());
        var signers = NodeSigning.SignersOf(start);
        if (!SignedMessage.TryRecover(text, SignedMessage.FluxMagic, container.StartSignature.Span, out var key)
            || (!signers.IsEmpty && !signers.Any(signer => Hash160.Of(signer) == Hash160.Of(key))))
            throw new ContainerException("the signature of the START is not by a key that may start this node");
        return new Transaction { Version = container.Transaction.Version, FluxNode = start with { Signature = container.StartSignature } };
    }
}
