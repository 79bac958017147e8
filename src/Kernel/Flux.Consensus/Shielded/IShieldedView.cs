using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>Spent notes and former note trees after the parent of the block being connected. Trees without notes need not be known.</summary>
public interface IShieldedView
{
    /// <summary>True when a block has revealed the nullifier.</summary>
    bool IsSpent(Nullifier nullifier);

    /// <summary>The Sprout tree that had this root after some block, or null.</summary>
    NoteTree? FindSproutTree(Hash256 root);

    /// <summary>True when the Sapling tree had this root after some block.</summary>
    bool HasSaplingRoot(Hash256 root);
}
