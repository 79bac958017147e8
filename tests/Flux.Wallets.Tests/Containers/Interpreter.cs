using System.Collections.Immutable;
using Flux.Consensus.Networks;
using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Sighash;
using Flux.Wallets.Containers;
using Flux.Wallets.Hd;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Containers;

/// <summary>The kernel's judgement of signed inputs.</summary>
internal static class Interpreter
{
    /// <summary>What is wrong with which input; empty when all are fine.</summary>
    public static IReadOnlyList<string> Verify(Transaction signed, IEnumerable<TxOutput> coins)
    {
        var parts = SighashParts.Of(signed);
        return [.. coins.Select((coin, i) => (i, Error: ScriptInterpreter.Verify(
                signed.Inputs[i].ScriptSig, coin.ScriptPubKey, ScriptFlags.Standard, new TransactionSignatureChecker(signed, i, coin.Value, Words.BranchId, parts))))
            .Where(result => result.Error != ScriptError.Ok).Select(result => $"{result.i}: {result.Error}")];
    }

    public static ImmutableSortedDictionary<string, KeyOrigin> ToImmutableSortedOrigins(this IEnumerable<(byte[] PublicKey, DerivationPath? Path)> keys, uint fingerprint) =>
        keys.ToImmutableSortedDictionary(key => Convert.ToHexStringLower(key.PublicKey), key => new KeyOrigin(fingerprint, key.Path!), StringComparer.Ordinal);
}
