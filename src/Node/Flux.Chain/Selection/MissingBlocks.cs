using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Which blocks to fetch next: those of the best header's branch that are not stored. Remembers the branch above the main chain between
/// calls, and walks only what is new. For any thread.
/// </summary>
internal sealed class MissingBlocks(HeaderTree tree)
{
    private readonly Lock _gate = new();

    /// <summary>The branch of the best header seen last, from just above the main chain on.</summary>
    private readonly List<BlockHash> _ahead = [];
    private int _lowest;

    public List<HeaderEntry> First(int max)
    {
        lock (_gate)
        {
            Extend(tree.Best);
            var missing = new List<HeaderEntry>();
            foreach (var hash in _ahead)
            {
                if (missing.Count >= max) break;
                if (tree.Find(hash) is { HasBlock: false } entry) missing.Add(entry);
            }
            return missing;
        }
    }

    private void Extend(HeaderEntry best)
    {
        var fresh = new List<BlockHash>();
        var at = best;
        for (; !at.IsOnMainChain && !IsRemembered(at); at = tree.ParentOf(at)) fresh.Add(at.Hash);
        fresh.Reverse();
        if (at.IsOnMainChain) Restart(at.Height + 1);
        else _ahead.RemoveRange(at.Height - _lowest + 1, _ahead.Count - (at.Height - _lowest + 1));
        _ahead.AddRange(fresh);
        DropConnected();
    }

    private void Restart(int lowest)
    {
        _ahead.Clear();
        _lowest = lowest;
    }

    private void DropConnected()
    {
        var connected = _ahead.TakeWhile(hash => tree.Find(hash) is { IsOnMainChain: true }).Count();
        _ahead.RemoveRange(0, connected);
        _lowest += connected;
    }

    /// <summary>True when it is on the list and everything below it there leads down to the main chain.</summary>
    private bool IsRemembered(HeaderEntry entry)
    {
        var index = entry.Height - _lowest;
        return index >= 0 && index < _ahead.Count && _ahead[index] == entry.Hash && tree.Find(_ahead[0]) is { } first
            && tree.Find(first.Previous) is { IsOnMainChain: true };
    }
}
