using System.Collections.Immutable;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Signing;

/// <summary>Signs the transparent inputs of a version 4 transaction (ZIP-243, hash type ALL).</summary>
public static class TransactionSigner
{
    /// <summary>
    /// Signs every input with the key that <paramref name="findKey"/> gives for its address, and those of shared addresses with as many keys as
    /// their script from <paramref name="findScript"/> needs. Throws <see cref="UnsignableInputException"/> naming the input for which there is none.
    /// </summary>
    public static Transaction Sign(TransactionDraft draft, Func<Address, WalletKey?> findKey, uint branchId, Func<Address, RedeemScript?>? findScript = null)
    {
        var unsigned = draft.ToUnsigned();
        var parts = SighashParts.Of(unsigned);
        var scripts = ImmutableArray.CreateBuilder<Script>(unsigned.Inputs.Length);
        for (var i = 0; i < unsigned.Inputs.Length; i++) scripts.Add(SignInput(unsigned, i, draft.Inputs[i].Output, findKey, findScript, branchId, parts));
        return WithScripts(unsigned, scripts.MoveToImmutable());
    }

    /// <summary>One signature of one input, DER and hash type, over what <paramref name="scriptCode"/> (the coin's or the redeem script) says.</summary>
    public static byte[] SignatureOf(Transaction unsigned, int index, Script scriptCode, Amount value, WalletKey key, uint branchId, SighashParts? parts = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var digest = SignatureHash.Compute(unsigned, index, scriptCode, value, SighashType.All, branchId, parts)
            ?? throw new UnsignableInputException(index, "there is nothing to sign");
        return [.. Secp256k1.SignDer(digest.Bytes, key.Secret), (byte)SighashType.All];
    }

    /// <summary>The script that spends a coin of a single key.</summary>
    public static Script SpendingScript(Script scriptPubKey, byte[] signature, byte[] publicKey)
    {
        var builder = new ScriptBuilder().Data(signature);
        // A bare public key output needs no key beside the signature.
        return (ScriptTemplate.Classify(scriptPubKey).Kind == ScriptKind.PubKey ? builder : builder.Data(publicKey)).ToScript();
    }

    /// <summary>The script that spends a shared coin; signatures in the order of their keys.</summary>
    public static Script SpendingScript(RedeemScript redeem, IEnumerable<byte[]> signatures)
    {
        ArgumentNullException.ThrowIfNull(redeem);
        // CHECKMULTISIG takes one item too many off the stack.
        var builder = new ScriptBuilder().Op(Opcode.Op0);
        foreach (var signature in signatures) builder.Data(signature);
        return builder.Data(redeem.Script.Bytes).ToScript();
    }

    /// <summary>A transaction with these input scripts.</summary>
    public static Transaction WithScripts(Transaction unsigned, ImmutableArray<Script> scripts)
    {
        ArgumentNullException.ThrowIfNull(unsigned);
        return new Transaction
        {
            Version = unsigned.Version,
            Overwintered = unsigned.Overwintered,
            VersionGroup = unsigned.VersionGroup,
            Inputs = [.. unsigned.Inputs.Select((input, i) => input with { ScriptSig = scripts[i] })],
            Outputs = unsigned.Outputs,
            LockTime = unsigned.LockTime,
            ExpiryHeight = unsigned.ExpiryHeight,
        };
    }

    private static Script SignInput(
        Transaction unsigned, int index, TxOutput coin, Func<Address, WalletKey?> findKey, Func<Address, RedeemScript?>? findScript, uint branchId, SighashParts parts)
    {
        if (!Address.TryFromScript(coin.ScriptPubKey, out var address)) throw new UnsignableInputException(index, "its script is not that of an address");
        if (address.Kind == AddressKind.ScriptHash)
        {
            var redeem = findScript?.Invoke(address) ?? throw new UnsignableInputException(index, "its script is not that of a t1 address");
            var keys = redeem.Keys.Select(key => findKey(Address.OfPublicKey(key))).OfType<WalletKey>().Take(redeem.Required).ToList();
            if (keys.Count < redeem.Required) throw new UnsignableInputException(index, $"the wallet has {keys.Count} of the {redeem.Required} keys that must sign");
            return SpendingScript(redeem, keys.Select(key => SignatureOf(unsigned, index, redeem.Script, coin.Value, key, branchId, parts)));
        }
        var single = findKey(address) ?? throw new UnsignableInputException(index, "the wallet has no key for it");
        return SpendingScript(coin.ScriptPubKey, SignatureOf(unsigned, index, coin.ScriptPubKey, coin.Value, single, branchId, parts), single.PublicKey);
    }
}
