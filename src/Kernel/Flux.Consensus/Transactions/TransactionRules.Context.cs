using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;

namespace Flux.Consensus.Transactions;

public static partial class TransactionRules
{
    /// <summary>
    /// What a block at <paramref name="height"/> demands of a transaction beyond <see cref="Check"/>: version of the era, expiry, size. Finality is
    /// <see cref="IsFinal"/>.
    /// </summary>
    public static Verdict CheckContext(Network network, Transaction transaction, int height)
    {
        var eras = network.Upgrades;
        if (transaction.Overwintered && !eras.Acadia.IsActiveAt(height)) return Verdict.Fail(RejectTable.TxOverwinterNotActive);
        Reject? fault;
        if (transaction.IsFluxNode) fault = FluxNodeEraFault(eras, transaction, height);
        else if (eras.Acadia.IsActiveAt(height)) fault = SaplingFault(transaction) ?? ExpiryFault(transaction, height);
        else fault = transaction.Size > eras.SmallTransactionLimit ? RejectTable.TxOversizeBeforeAcadia : null;
        fault ??= PoolEntryFault(eras, transaction, height) ?? UnshieldFault(network, transaction, height);
        return Verdict.Of(fault);
    }

    /// <summary>
    /// True when lock time allows a block at <paramref name="height"/> with <paramref name="time"/> (Unix seconds; the block's own time, the pool uses the
    /// median of the tip; chain reference §6.8).
    /// </summary>
    public static bool IsFinal(Transaction transaction, int height, long time)
    {
        if (transaction.LockTime == 0) return true;
        if (transaction.LockTime < (transaction.LockTime < ScriptLimits.LockTimeThreshold ? height : time)) return true;
        foreach (ref readonly var input in transaction.Inputs.AsSpan())
        {
            if (input.Sequence != TxInput.FinalSequence) return false;
        }
        return true;
    }

    /// <summary>True when a block at <paramref name="height"/> comes too late. Coinbases never expire.</summary>
    public static bool IsExpired(Transaction transaction, int height) =>
        transaction.ExpiryHeight != 0 && !transaction.IsCoinbase && height > transaction.ExpiryHeight;

    private static Reject? FluxNodeEraFault(UpgradeSchedule eras, Transaction tx, int height)
    {
        if (!eras.Kamata.IsActiveAt(height)) return RejectTable.NodeTxNotActive;
        if (tx.Version != 6) return null;
        if (!eras.P2shNodes.IsActiveAt(height)) return RejectTable.NodeTxP2shNotActive;
        if (eras.Delegates.IsActiveAt(height)) return null;
        // A version 6 CONFIRM carries no feature bits at all and is refused, too.
        var features = (tx.FluxNode as StartTransaction)?.Features ?? 0;
        return features is StartTransaction.FeatureNormal or StartTransaction.FeatureP2sh ? null : RejectTable.NodeTxFeaturesNotActive;
    }

    private static Reject? SaplingFault(Transaction tx)
    {
        if (!tx.Overwintered) return tx.Version >= 4 ? RejectTable.TxOverwinteredFlagNotSet : RejectTable.TxSaplingActive;
        if (tx.VersionGroup != Transaction.SaplingGroup) return RejectTable.TxSaplingGroup;
        if (tx.Version < 4) return RejectTable.TxSaplingVersionTooLow;
        return tx.Version > 4 ? RejectTable.TxSaplingVersionTooHigh : null;
    }

    private static Reject? ExpiryFault(Transaction tx, int height)
    {
        if (!IsExpired(tx, height)) return null;
        return IsExpired(tx, height - 1) ? RejectTable.TxExpired : RejectTable.TxJustExpired;
    }

    /// <summary>The operator's refusal, for what no checkpoint vouches for. Value that only moves from pool to pool stays hidden; a fee does not.</summary>
    private static Reject? UnshieldFault(Network network, Transaction tx, int height)
    {
        if (network.Unshielding != UnshieldRule.Refuse || tx.Shielded is null || height <= network.LastCheckpointHeight) return null;
        return TransactionValue.ShieldedIn(tx) > TransactionValue.Out(tx) - TransactionValue.Transparent(tx) ? RejectTable.TxUnshields : null;
    }

    private static Reject? PoolEntryFault(UpgradeSchedule eras, Transaction tx, int height)
    {
        if (tx.Shielded is null || tx.Inputs.IsEmpty || !eras.Flux.IsActiveAt(height)) return null;
        return tx.Shielded.JoinSplits.Length + tx.Shielded.Outputs.Length > 0 ? RejectTable.TxEntersShieldedPool : null;
    }
}
