namespace Flux.Chain.Selection;

/// <summary>The end of a branch, as <c>getchaintips</c> lists it.</summary>
/// <param name="Entry">Its last header.</param>
/// <param name="BranchLength">Blocks since it left the main chain; 0 for the tip.</param>
/// <param name="State">What keeps it from being the tip.</param>
public sealed record ChainTip(HeaderEntry Entry, int BranchLength, ChainTipState State);
