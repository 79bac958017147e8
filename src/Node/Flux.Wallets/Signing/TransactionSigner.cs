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
    private const uint HashTypeAll = 1;

    /// <summary>
    /// Signs every input with the key that <paramref name="findKey"/> gives for its address. Throws
    /// <see cref="UnsignableInputException"/> naming the input for which there is none.
    /// </summary>
    public static Transaction Sign(TransactionDraft draft, Func<Address, WalletKey?> findKey, uint branchId)
    {
        var unsigned = draft.ToUnsigned();
        var inputs = ImmutableArray.CreateBuilder<TxInput>(unsigned.Inputs.Length);
        for (var i = 0; i < unsigned.Inputs.Length; i++)
        {
            var script = SignInput(unsigned, i, draft.Inputs[i].Output, findKey, branchId);
            inputs.Add(unsigned.Inputs[i] with { ScriptSig = script });
        }
        return new Transaction
        {
            Version = unsigned.Version,
            Overwintered = true,
            VersionGroup = unsigned.VersionGroup,
            Inputs = inputs.MoveToImmutable(),
            Outputs = unsigned.Outputs,
            LockTime = unsigned.LockTime,
            ExpiryHeight = unsigned.ExpiryHeight,
        };
    }

    private static Script SignInput(Transaction unsigned, int index, TxOutput coin, Func<Address, WalletKey?> findKey, uint branchId)
    {
        if (!Address.TryFromScript(coin.ScriptPubKey, out var address) || address.Kind != AddressKind.PubKeyHash)
            throw new UnsignableInputException(index, "its script is not that of a t1 address");
        var key = findKey(address) ?? throw new UnsignableInputException(index, "the wallet has no key for it");
        var digest = SignatureHash.Compute(unsigned, index, coin.ScriptPubKey, coin.Value, HashTypeAll, branchId)
            ?? throw new UnsignableInputException(index, "there is nothing to sign");
        byte[] signature = [.. Secp256k1.SignDer(digest.Bytes, key.Secret), (byte)HashTypeAll];
        var builder = new ScriptBuilder().Data(signature);
        // A bare public key output needs no key beside the signature.
        var isPubKey = ScriptTemplate.Classify(coin.ScriptPubKey).Kind == ScriptKind.PubKey;
        return (isPubKey ? builder : builder.Data(key.PublicKey)).ToScript();
    }
}
