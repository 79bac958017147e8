using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Shielded;

namespace Flux.Consensus.Transactions;

/// <summary>
/// Values and nullifiers of shielded parts (chain reference §6.5). Signatures, anchors and spent nullifiers: <c>Shielded</c>; proofs are not verified (§13.A).
/// </summary>
internal static class ShieldedFormRules
{
    public static Reject? NetworkFault(Network network, Transaction tx) =>
        tx.Shielded is not null && network.Upgrades.RefusesShielded ? RejectTable.TxShieldedRefused : null;

    public static Reject? ValueFault(Transaction tx)
    {
        if (tx.Shielded is not { } parts) return null;
        return BalanceFault(parts) ?? OutFault(tx, parts) ?? InFault(parts);
    }

    private static Reject? BalanceFault(ShieldedParts parts)
    {
        if (parts.ValueBalance != Amount.Zero && parts.Spends.IsEmpty && parts.Outputs.IsEmpty) return RejectTable.TxValueBalanceNonzero;
        // Not by magnitude: the smallest number has none.
        return parts.ValueBalance > Amount.MaxMoney || parts.ValueBalance < Amount.Zero - Amount.MaxMoney ? RejectTable.TxValueBalanceTooLarge : null;
    }

    /// <summary>What enters the shielded pools counts as paid.</summary>
    private static Reject? OutFault(Transaction tx, ShieldedParts parts)
    {
        var total = TransactionValue.Transparent(tx);
        if (parts.ValueBalance < Amount.Zero) total -= parts.ValueBalance;
        if (total > Amount.MaxMoney) return RejectTable.TxOutputTotalTooLarge;
        foreach (var joinSplit in parts.JoinSplits)
        {
            var fault = JoinSplitFault(joinSplit);
            if (fault is not null) return fault;
            total += joinSplit.PublicOld;
            if (total > Amount.MaxMoney) return RejectTable.TxOutputTotalTooLarge;
        }
        return null;
    }

    private static Reject? JoinSplitFault(JoinSplit joinSplit)
    {
        if (joinSplit.PublicOld < Amount.Zero) return RejectTable.TxPublicOldNegative;
        if (joinSplit.PublicNew < Amount.Zero) return RejectTable.TxPublicNewNegative;
        if (joinSplit.PublicOld > Amount.MaxMoney) return RejectTable.TxPublicOldTooLarge;
        if (joinSplit.PublicNew > Amount.MaxMoney) return RejectTable.TxPublicNewTooLarge;
        return joinSplit.PublicOld != Amount.Zero && joinSplit.PublicNew != Amount.Zero ? RejectTable.TxPublicBothNonzero : null;
    }

    /// <summary>What leaves the shielded pools counts as spent.</summary>
    private static Reject? InFault(ShieldedParts parts)
    {
        var total = Amount.Zero;
        foreach (var joinSplit in parts.JoinSplits)
        {
            total += joinSplit.PublicNew;
            if (total > Amount.MaxMoney) return RejectTable.TxInputTotalTooLarge;
        }
        if (parts.ValueBalance > Amount.Zero) total += parts.ValueBalance;
        return total > Amount.MaxMoney ? RejectTable.TxInputTotalTooLarge : null;
    }

    public static Reject? NullifierFault(Transaction tx)
    {
        if (tx.Shielded is not { } parts) return null;
        var sprout = new HashSet<Hash256>();
        foreach (var joinSplit in parts.JoinSplits)
        {
            if (!sprout.Add(joinSplit.Nullifier(0)) || !sprout.Add(joinSplit.Nullifier(1))) return RejectTable.TxJoinSplitNullifiersDuplicate;
        }
        var sapling = new HashSet<Hash256>();
        foreach (var spend in parts.Spends)
        {
            if (!sapling.Add(spend.Nullifier)) return RejectTable.TxSpendNullifiersDuplicate;
        }
        return null;
    }
}
