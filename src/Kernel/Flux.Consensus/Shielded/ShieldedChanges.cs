using System.Collections.Immutable;

namespace Flux.Consensus.Shielded;

/// <summary>What a block adds to nullifiers and anchors; taken back with the block.</summary>
/// <param name="Nullifiers">Notes that it spends.</param>
/// <param name="SproutTree">Sprout's tree after it, when it has JoinSplits.</param>
/// <param name="SaplingTree">Sapling's tree after it, when it has shielded outputs.</param>
public sealed record ShieldedChanges(ImmutableArray<Nullifier> Nullifiers, NoteTree? SproutTree, NoteTree? SaplingTree)
{
    /// <summary>Of a block without shielded parts.</summary>
    public static ShieldedChanges None { get; } = new([], null, null);

    /// <summary>True when there is nothing to apply.</summary>
    public bool IsEmpty => Nullifiers.IsEmpty && SproutTree is null && SaplingTree is null;
}
