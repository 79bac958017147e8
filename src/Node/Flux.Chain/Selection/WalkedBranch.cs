using Flux.Consensus.Headers;

namespace Flux.Chain.Selection;

/// <summary>A branch walked from its end by parents only: slower than <see cref="Branch"/>, right on any thread at any time.</summary>
internal sealed class WalkedBranch(HeaderTree tree, HeaderEntry end) : IAncestry
{
    private readonly List<HeaderEntry> _walked = [end];

    public int Height => _walked[0].Height;

    public HeaderSummary At(int height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Height);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        while (_walked[^1].Height > height) _walked.Add(tree.ParentOf(_walked[^1]));
        return _walked[Height - height].Summary;
    }
}
