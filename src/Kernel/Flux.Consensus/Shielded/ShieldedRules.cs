using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Shielded;

namespace Flux.Consensus.Shielded;

/// <summary>
/// What a transaction's shielded parts need of the chain (chain reference §6.6 "Inputs"): nullifiers that no block has revealed, and anchors that
/// were roots after some block. A JoinSplit may also build on the tree that an earlier JoinSplit of the same transaction left.
/// </summary>
public static class ShieldedRules
{
    /// <summary>Ok, or <see cref="RejectTable.ShieldedRequirements"/> with what is missing.</summary>
    public static Verdict Check(Transaction transaction, IShieldedView view)
    {
        if (transaction.Shielded is not { } parts) return Verdict.Ok;
        foreach (var nullifier in ShieldedNotes.NullifiersOf(transaction))
        {
            if (view.IsSpent(nullifier)) return Fail($"{nullifier.Pool} nullifier {nullifier.Value} is spent");
        }
        foreach (var spend in parts.Spends)
        {
            if (spend.Anchor != NoteTree.EmptySapling.Root && !view.HasSaplingRoot(spend.Anchor)) return Fail($"Sapling anchor {spend.Anchor} is unknown");
        }
        return CheckJoinSplits(parts, view);
    }

    private static Verdict CheckJoinSplits(ShieldedParts parts, IShieldedView view)
    {
        Dictionary<Hash256, NoteTree>? earlier = null;
        foreach (var joinSplit in parts.JoinSplits)
        {
            var tree = earlier?.GetValueOrDefault(joinSplit.Anchor)
                ?? (joinSplit.Anchor == NoteTree.EmptySprout.Root ? NoteTree.EmptySprout : view.FindSproutTree(joinSplit.Anchor));
            if (tree is null) return Fail($"Sprout anchor {joinSplit.Anchor} is unknown");
            // The last one's tree is nobody's anchor here.
            if (joinSplit == parts.JoinSplits[^1]) break;
            tree = tree.Append(joinSplit.Commitment(0)).Append(joinSplit.Commitment(1));
            (earlier ??= [])[tree.Root] = tree;
        }
        return Verdict.Ok;
    }

    private static Verdict Fail(string detail) => Verdict.Fail(RejectTable.ShieldedRequirements, detail);
}
