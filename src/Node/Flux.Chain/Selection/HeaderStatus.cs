namespace Flux.Chain.Selection;

/// <summary>What is known about a header and its block.</summary>
[Flags]
public enum HeaderStatus
{
    /// <summary>The header passed its checks; nothing more.</summary>
    None = 0,

    /// <summary>The block is in the block files.</summary>
    HasBlock = 1,

    /// <summary>The blocks of all its ancestors are in the block files too.</summary>
    HasAncestors = 2,

    /// <summary>It was connected once, so every rule was checked and its undo is stored.</summary>
    WasConnected = 4,

    /// <summary>It broke a rule, or the operator declared it invalid.</summary>
    Invalid = 8,

    /// <summary>An ancestor is invalid.</summary>
    InvalidAncestor = 16,

    /// <summary>It is the tip or an ancestor of the tip.</summary>
    OnMainChain = 32,

    /// <summary>The block was here, or its effect came with a snapshot; it is not in the block files any more.</summary>
    Pruned = 64,
}
