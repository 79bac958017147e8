using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Consensus.Transactions;

/// <summary>
/// What a transaction must be by itself, and at a height (chain reference §6.5, §6.6). Coins are judged by <see cref="InputRules"/>, scripts by
/// <c>Scripts.ScriptCheck</c>, everything about a node's state and all node signatures in <c>FluxNodes</c>.
/// </summary>
public static partial class TransactionRules
{
    /// <summary>No expiry height may reach this.</summary>
    public const uint ExpiryCeiling = 500_000_000;

    /// <summary>What needs no context. Amounts that passed can be added without overflow.</summary>
    public static Verdict Check(Network network, Transaction transaction)
    {
        var fault = transaction.IsFluxNode
            ? FluxNodeFormRules.Fault(transaction)
            : VersionFault(transaction) ?? EmptinessFault(transaction);
        fault ??= SizeFault(network, transaction)
            ?? ShieldedFormRules.NetworkFault(network, transaction)
            ?? OutputFault(transaction)
            ?? ShieldedFormRules.ValueFault(transaction)
            ?? DuplicateInputFault(transaction)
            ?? ShieldedFormRules.NullifierFault(transaction)
            ?? (transaction.IsCoinbase ? CoinbaseFault(transaction) : NullPrevoutFault(transaction));
        return Verdict.Of(fault);
    }

    private static Reject? VersionFault(Transaction tx)
    {
        if (!tx.Overwintered) return tx.Version < 1 ? RejectTable.TxVersionTooLow : null;
        if (tx.Version < 3) return RejectTable.TxOverwinterVersionTooLow;
        if (tx.VersionGroup is not (Transaction.OverwinterGroup or Transaction.SaplingGroup)) return RejectTable.TxUnknownGroup;
        return tx.ExpiryHeight >= ExpiryCeiling ? RejectTable.TxExpiryTooHigh : null;
    }

    private static Reject? EmptinessFault(Transaction tx)
    {
        var hasJoinSplits = tx.Shielded is { JoinSplits.Length: > 0 };
        if (tx.Inputs.IsEmpty && !hasJoinSplits && tx.Shielded is not { Spends.Length: > 0 }) return RejectTable.TxNoInputs;
        return tx.Outputs.IsEmpty && !hasJoinSplits && tx.Shielded is not { Outputs.Length: > 0 } ? RejectTable.TxNoOutputs : null;
    }

    private static Reject? SizeFault(Network network, Transaction tx) => tx.Size > network.MaxBlockBytes ? RejectTable.TxOversize : null;

    private static Reject? OutputFault(Transaction tx)
    {
        var total = Amount.Zero;
        foreach (ref readonly var output in tx.Outputs.AsSpan())
        {
            if (output.Value < Amount.Zero) return RejectTable.TxOutputNegative;
            if (output.Value > Amount.MaxMoney) return RejectTable.TxOutputTooLarge;
            total += output.Value;
            if (total > Amount.MaxMoney) return RejectTable.TxOutputTotalTooLarge;
        }
        return null;
    }

    private static Reject? DuplicateInputFault(Transaction tx)
    {
        if (tx.Inputs.Length < 2) return null;
        var seen = new HashSet<OutPoint>(tx.Inputs.Length);
        foreach (ref readonly var input in tx.Inputs.AsSpan())
        {
            if (!seen.Add(input.PreviousOutput)) return RejectTable.TxInputsDuplicate;
        }
        return null;
    }

    private static Reject? CoinbaseFault(Transaction tx)
    {
        if (tx.Shielded is { JoinSplits.Length: > 0 }) return RejectTable.CoinbaseHasJoinSplits;
        if (tx.Shielded is { Spends.Length: > 0 }) return RejectTable.CoinbaseHasSpends;
        if (tx.Shielded is { Outputs.Length: > 0 }) return RejectTable.CoinbaseHasOutputs;
        return tx.Inputs[0].ScriptSig.Length is < 2 or > 100 ? RejectTable.CoinbaseScriptLength : null;
    }

    private static Reject? NullPrevoutFault(Transaction tx)
    {
        foreach (ref readonly var input in tx.Inputs.AsSpan())
        {
            if (input.PreviousOutput.IsNull) return RejectTable.TxPrevoutNull;
        }
        return null;
    }
}
