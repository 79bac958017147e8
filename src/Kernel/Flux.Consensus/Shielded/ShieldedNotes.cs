using Flux.Primitives;
using Flux.Primitives.Shielded;

namespace Flux.Consensus.Shielded;

/// <summary>What transactions reveal and add, in the order of the block.</summary>
public static class ShieldedNotes
{
    /// <summary>Nullifiers of JoinSplits, then of Sapling spends.</summary>
    public static IEnumerable<Nullifier> NullifiersOf(Transaction transaction) => transaction.Shielded is { } parts ? NullifiersOf(parts) : [];

    /// <summary>Sprout's tree with the notes of a transaction; the same object when it has none.</summary>
    public static NoteTree AddSprout(NoteTree tree, Transaction transaction)
    {
        if (transaction.Shielded is not { } parts) return tree;
        foreach (var joinSplit in parts.JoinSplits) tree = tree.Append(joinSplit.Commitment(0)).Append(joinSplit.Commitment(1));
        return tree;
    }

    /// <summary>Sapling's tree with the notes of a transaction; the same object when it has none.</summary>
    public static NoteTree AddSapling(NoteTree tree, Transaction transaction)
    {
        if (transaction.Shielded is not { } parts) return tree;
        foreach (var output in parts.Outputs) tree = tree.Append(output.Commitment);
        return tree;
    }

    private static IEnumerable<Nullifier> NullifiersOf(ShieldedParts parts)
    {
        foreach (var joinSplit in parts.JoinSplits)
        {
            yield return new Nullifier(ShieldedPool.Sprout, joinSplit.Nullifier(0));
            yield return new Nullifier(ShieldedPool.Sprout, joinSplit.Nullifier(1));
        }
        foreach (var spend in parts.Spends) yield return new Nullifier(ShieldedPool.Sapling, spend.Nullifier);
    }
}
