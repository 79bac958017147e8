using Flux.Consensus.Headers;

namespace Flux.Chain.Selection;

/// <summary>
/// The branch that ends in a header, as rules look at it. On the main chain a height is looked up directly; beside it the way back to the
/// main chain is walked once and remembered. For one thread, and only while the main chain stands still.
/// </summary>
internal sealed class Branch(HeaderTree tree, HeaderEntry end) : IAncestry
{
    private readonly List<HeaderEntry> _side = [];
    private HeaderEntry? _lowest;

    public int Height => end.Height;

    public HeaderSummary At(int height) => EntryAt(height).Summary;

    public HeaderEntry EntryAt(int height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, end.Height);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        _lowest ??= end;
        while (_lowest.Height > height && !_lowest.IsOnMainChain)
        {
            _side.Add(_lowest);
            _lowest = tree.ParentOf(_lowest);
        }
        if (height > _lowest.Height) return _side[end.Height - height];
        return height == _lowest.Height ? _lowest : tree.MainAt(height)!;
    }
}
