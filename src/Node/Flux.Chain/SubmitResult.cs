using Flux.Chain.Selection;
using Flux.Consensus.Rejects;

namespace Flux.Chain;

/// <summary>Outcome of submitting a block.</summary>
/// <param name="Kind">Class of the outcome.</param>
/// <param name="Verdict">Why, when the block is invalid; ok otherwise.</param>
/// <param name="Entry">What is known of the block now; null when nothing is.</param>
public sealed record SubmitResult(SubmitKind Kind, Verdict Verdict, HeaderEntry? Entry)
{
    /// <summary>The block is the tip or an ancestor of it now.</summary>
    public bool IsConnected => Entry is { IsOnMainChain: true };
}
