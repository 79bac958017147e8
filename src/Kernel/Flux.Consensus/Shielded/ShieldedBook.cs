using System.Collections.Immutable;
using Flux.Consensus.Ledger;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>
/// Nullifiers, trees and pool values while a block is being connected. Anchors are those of earlier blocks only: a note of this block can be spent
/// in the next one at the earliest.
/// </summary>
internal sealed class ShieldedBook(LedgerState state, IShieldedView before) : IShieldedView
{
    private readonly HashSet<Nullifier> _spent = [];

    public NoteTree Sprout { get; private set; } = state.Sprout;

    public NoteTree Sapling { get; private set; } = state.Sapling;

    /// <summary>Value in Sprout's pool so far.</summary>
    public Amount SproutValue { get; private set; } = state.Totals.Sprout;

    /// <summary>Value in Sapling's pool so far.</summary>
    public Amount SaplingValue { get; private set; } = state.Totals.Sapling;

    public ShieldedChanges Changes => _spent.Count == 0 && !SproutGrew && !SaplingGrew
        ? ShieldedChanges.None
        : new ShieldedChanges([.. _spent], SproutGrew ? Sprout : null, SaplingGrew ? Sapling : null);

    /// <summary>Sprout's tree before the block when the block changes it.</summary>
    public NoteTree? SproutBefore => SproutGrew ? state.Sprout : null;

    /// <summary>Sapling's tree before the block when the block changes it.</summary>
    public NoteTree? SaplingBefore => SaplingGrew ? state.Sapling : null;

    private bool SproutGrew => !ReferenceEquals(Sprout, state.Sprout);

    private bool SaplingGrew => !ReferenceEquals(Sapling, state.Sapling);

    public bool IsSpent(Nullifier nullifier) => _spent.Contains(nullifier) || before.IsSpent(nullifier);

    public NoteTree? FindSproutTree(Hash256 root) => root == state.Sprout.Root ? state.Sprout : before.FindSproutTree(root);

    public bool HasSaplingRoot(Hash256 root) => root == state.Sapling.Root || before.HasSaplingRoot(root);

    /// <summary>Judges a transaction and takes its shielded parts in.</summary>
    /// <param name="transaction">Any but a coinbase.</param>
    /// <param name="mayOwe">Pools may be overdrawn: the block lies below a checkpoint that vouches for it.</param>
    public Verdict Apply(Transaction transaction, bool mayOwe)
    {
        if (transaction.Shielded is null) return Verdict.Ok;
        var verdict = ShieldedRules.Check(transaction, this);
        if (!verdict.IsOk) return verdict;
        SproutValue += TransactionValue.IntoSprout(transaction);
        SaplingValue += TransactionValue.IntoSapling(transaction);
        if (!IsHeld(SproutValue, mayOwe)) return Verdict.Fail(RejectTable.SproutPoolNegative, SproutValue.ToString());
        if (!IsHeld(SaplingValue, mayOwe)) return Verdict.Fail(RejectTable.SaplingPoolNegative, SaplingValue.ToString());
        foreach (var nullifier in ShieldedNotes.NullifiersOf(transaction)) _spent.Add(nullifier);
        Sprout = ShieldedNotes.AddSprout(Sprout, transaction);
        Sapling = ShieldedNotes.AddSapling(Sapling, transaction);
        return Verdict.Ok;
    }

    private static bool IsHeld(Amount value, bool mayOwe) => value <= Amount.MaxMoney && value >= (mayOwe ? Amount.Zero - Amount.MaxMoney : Amount.Zero);
}
