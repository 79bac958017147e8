using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.P2P;

/// <summary>What the chain knows of one header.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Previous">Hash of its parent; zero for genesis.</param>
/// <param name="Height">Genesis is 0.</param>
/// <param name="Time">Unix seconds of the header.</param>
public sealed record HeaderFacts(BlockHash Hash, BlockHash Previous, int Height, uint Time)
{
    /// <summary>Work of the branch up to and with it.</summary>
    public required UInt256 ChainWork { get; init; }

    /// <summary>The body is stored here.</summary>
    public bool HasBlock { get; init; }

    /// <summary>It, or an ancestor of it, broke a rule.</summary>
    public bool IsInvalid { get; init; }

    /// <summary>It is the tip or an ancestor of the tip.</summary>
    public bool IsActive { get; init; }
}
