using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Transactions.Policy;

/// <summary>
/// Which valid transactions a pool takes and relays (chain reference §6.9). Not consensus: a block may hold any other. Fees, conflicts and replacement
/// need the pool's state and are judged there.
/// </summary>
public static class StandardPolicy
{
    /// <summary>A transaction must live this many blocks beyond the next.</summary>
    public const int ExpiringSoonBlocks = 3;

    /// <summary>Longest scriptSig in bytes: room for 15 of 15 with compressed keys.</summary>
    public const int MaxScriptSigBytes = 1650;

    /// <summary>Most keys of a bare multisig.</summary>
    public const int MaxBareMultisigKeys = 3;

    /// <summary>Most signature operations of a redeem script of no known shape.</summary>
    public const int MaxRedeemScriptSigOps = 15;

    private const int SpendingBytes = 148;
    private const int LargestShare = 5;

    /// <summary>What a loose transaction must be beyond the consensus rules, without looking at coins.</summary>
    /// <param name="network">Whose rules; standardness itself only where <see cref="Network.RequiresStandard"/>.</param>
    /// <param name="transaction">Judged.</param>
    /// <param name="nextHeight">Height of the tip + 1.</param>
    /// <param name="medianTime">Median time of the tip, Unix seconds.</param>
    /// <param name="options">The operator's choice.</param>
    public static Verdict CheckLoose(Network network, Transaction transaction, int nextHeight, long medianTime, StandardOptions options)
    {
        if (TransactionRules.IsExpired(transaction, nextHeight + ExpiringSoonBlocks))
        {
            return Verdict.Fail(RejectTable.ExpiringSoon, $"expiryheight is {transaction.ExpiryHeight} but should be at least {nextHeight + ExpiringSoonBlocks} to avoid transaction expiring soon");
        }
        if (transaction.IsCoinbase) return Verdict.Fail(RejectTable.LooseCoinbase);
        if (network.RequiresStandard && Check(network, transaction, nextHeight, options) is { IsOk: false } nonstandard) return nonstandard;
        return TransactionRules.IsFinal(transaction, nextHeight, medianTime) ? Verdict.Ok : Verdict.Fail(RejectTable.LooseNotFinal);
    }

    /// <summary>What a loose transaction must be given the coins it spends, in the order of its inputs.</summary>
    public static Verdict CheckSpends(Network network, Transaction transaction, ReadOnlySpan<Coin> spent)
    {
        if (network.RequiresStandard && !AreInputsStandard(transaction, spent)) return Verdict.Fail(RejectTable.NonstandardInputs);
        var count = SigOps.Legacy(transaction);
        for (var i = 0; i < spent.Length; i++) count += SigOps.OfRedeemScript(transaction.Inputs[i].ScriptSig, spent[i].Output.ScriptPubKey);
        return count > network.MaxBlockSigOps / LargestShare ? Verdict.Fail(RejectTable.LooseTooManySigOps, $"{count} signature operations") : Verdict.Ok;
    }

    /// <summary>Standardness alone: version, scripts, dust, one OP_RETURN.</summary>
    public static Verdict Check(Network network, Transaction transaction, int height, StandardOptions options)
    {
        var fault = VersionFault(network, transaction, height) ?? ScriptSigFault(transaction) ?? OutputFault(transaction, options);
        return Verdict.Of(fault);
    }

    /// <summary>An output below this is dust: three times what it costs to carry and spend it; zero for outputs that nobody can spend.</summary>
    public static Amount DustThreshold(in TxOutput output, FeeRate rate)
    {
        var script = output.ScriptPubKey;
        if (script.Length > ScriptLimits.MaxScriptBytes || (script.Length > 0 && script.Bytes[0] == (byte)Opcode.Return)) return Amount.Zero;
        var bytes = sizeof(long) + Primitives.Wire.WireWriter.SizeOfCompactSize(script.Length) + script.Length + SpendingBytes;
        return new Amount(3 * rate.FeeFor(bytes).Satoshis);
    }

    private static Reject? VersionFault(Network network, Transaction tx, int height)
    {
        if (tx.IsFluxNode) return null;
        if (network.Upgrades.Acadia.IsActiveAt(height)) return tx.Version == 4 ? null : RejectTable.NonstandardSaplingVersion;
        return tx.Version is 1 or 2 ? null : RejectTable.NonstandardVersion;
    }

    private static Reject? ScriptSigFault(Transaction tx)
    {
        foreach (ref readonly var input in tx.Inputs.AsSpan())
        {
            if (input.ScriptSig.Length > MaxScriptSigBytes) return RejectTable.NonstandardScriptSigSize;
            if (!ScriptTemplate.IsPushOnly(input.ScriptSig.Bytes)) return RejectTable.NonstandardScriptSig;
        }
        return null;
    }

    private static Reject? OutputFault(Transaction tx, StandardOptions options)
    {
        var dataOutputs = 0;
        foreach (ref readonly var output in tx.Outputs.AsSpan())
        {
            var template = ScriptTemplate.Classify(output.ScriptPubKey);
            var tooManyKeys = template.Kind == ScriptKind.Multisig && template.Items.Length > MaxBareMultisigKeys;
            if (template.Kind == ScriptKind.NonStandard || tooManyKeys) return RejectTable.NonstandardScriptPubKey;
            if (template.Kind == ScriptKind.NullData)
            {
                if (options.LongestMemo is not { } longest || MemoLength(output.ScriptPubKey) > longest) return RejectTable.NonstandardScriptPubKey;
                dataOutputs++;
            }
            else if (template.Kind == ScriptKind.Multisig && !options.PermitBareMultisig) return RejectTable.NonstandardBareMultisig;
            else if (output.Value < DustThreshold(in output, options.MinRelayRate)) return RejectTable.NonstandardDust;
        }
        return dataOutputs > 1 ? RejectTable.NonstandardDataOutputs : null;
    }

    /// <summary>Bytes that the one operation after OP_RETURN pushes.</summary>
    private static int MemoLength(Script script)
    {
        var reader = script.Operations;
        reader.MoveNext();
        return reader.MoveNext() ? reader.Data.Length : 0;
    }

    private static bool AreInputsStandard(Transaction tx, ReadOnlySpan<Coin> spent)
    {
        for (var i = 0; i < spent.Length; i++)
        {
            if (!IsInputStandard(tx.Inputs[i].ScriptSig, spent[i].Output.ScriptPubKey)) return false;
        }
        return true;
    }

    /// <summary>Exactly the arguments that the spent script and, in a script hash, the redeem script take.</summary>
    private static bool IsInputStandard(Script scriptSig, Script spentScript)
    {
        var template = ScriptTemplate.Classify(spentScript);
        var expected = ExpectedArguments(template);
        if (expected < 0 || ScriptInterpreter.Run(scriptSig, out var arguments, out var top) != ScriptError.Ok) return false;
        if (template.Kind != ScriptKind.ScriptHash) return arguments == expected;
        if (arguments == 0) return false;
        var inner = ScriptTemplate.Classify(Script.Over(top));
        if (inner.Kind == ScriptKind.NonStandard) return SigOps.Of(top.Span, accurate: true) <= MaxRedeemScriptSigOps;
        return ExpectedArguments(inner) is >= 0 and var more && arguments == expected + more;
    }

    private static int ExpectedArguments(ScriptTemplate template) => template.Kind switch
    {
        ScriptKind.PubKey or ScriptKind.ScriptHash => 1,
        ScriptKind.PubKeyHash => 2,
        ScriptKind.Multisig => template.RequiredSignatures + 1,
        _ => -1,
    };
}
