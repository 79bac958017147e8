namespace Flux.Chain.Selection;

/// <summary>Why a branch is or is not the main chain.</summary>
public enum ChainTipState
{
    /// <summary>The tip itself.</summary>
    Active,

    /// <summary>A block of the branch is invalid.</summary>
    Invalid,

    /// <summary>Not all blocks of the branch are stored.</summary>
    HeadersOnly,

    /// <summary>All blocks are stored, but it was never connected.</summary>
    ValidHeaders,

    /// <summary>It was the main chain once.</summary>
    ValidFork,
}
