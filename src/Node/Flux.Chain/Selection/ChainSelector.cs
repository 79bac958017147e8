using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Keeps the best branch connected: takes blocks back to the fork and connects the better branch; a block that turns out invalid
/// spoils its descendants, and the next best branch is tried. For the writer only.
/// </summary>
internal sealed class ChainSelector(HeaderTree tree, ChainState state, CandidateSet candidates, IChainObserver observer)
{
    private long _precious;

    /// <summary>
    /// Moves to the best branch. <paramref name="fresh"/>: a block at hand, to spare reading it. Stops early between two blocks when
    /// <paramref name="cancellationToken"/> says so; the state is then that of some block.
    /// </summary>
    /// <returns>Why <paramref name="fresh"/> was refused, or ok.</returns>
    public Verdict Activate(Block? fresh, CancellationToken cancellationToken)
    {
        var verdict = Verdict.Ok;
        while (!cancellationToken.IsCancellationRequested && candidates.BetterThan(tree.Tip) is { } better)
        {
            var target = tree.Find(better)!;
            if (!target.IsCandidate)
            {
                candidates.Remove(better);
                continue;
            }
            if (MoveTo(target, fresh, cancellationToken) is { } failed && failed.Hash == fresh?.Hash) verdict = failed.Verdict;
        }
        candidates.Prune(tree.Tip);
        return verdict;
    }

    /// <summary>Marks a block invalid and leaves its branch.</summary>
    public void Invalidate(HeaderEntry entry)
    {
        while (tree.Find(entry.Hash)!.IsOnMainChain) Disconnect();
        Spoil(tree.Find(entry.Hash)!);
        Rescan();
    }

    /// <summary>Forgets what was held against a block, its ancestors and its descendants.</summary>
    public void Reconsider(HeaderEntry entry)
    {
        for (var at = entry; at.IsInvalid; at = tree.ParentOf(at)) Clear(at);
        foreach (var descendant in Descendants(entry)) Clear(descendant);
        Rescan();
    }

    /// <summary>Prefers a block among those with equal work.</summary>
    public void Prefer(HeaderEntry entry)
    {
        var preferred = entry with { Arrival = --_precious };
        tree.Put(preferred);
        if (preferred.IsCandidate) candidates.Add(preferred);
    }

    private (BlockHash Hash, Verdict Verdict)? MoveTo(HeaderEntry target, Block? fresh, CancellationToken cancellationToken)
    {
        var path = PathFromMainChain(target);
        var fork = path.Peek().Height - 1;
        var depth = tree.Tip.Height - fork;
        while (tree.Tip.Height > fork) Disconnect();
        if (depth > 0) observer.ReachedFork();
        foreach (var next in path)
        {
            if (cancellationToken.IsCancellationRequested) return null;
            var entry = tree.Find(next.Hash)!;
            var block = fresh?.Hash == entry.Hash ? fresh : state.ReadBlock(entry);
            var verdict = state.Connect(entry, block);
            if (!verdict.IsOk)
            {
                Spoil(entry);
                return (entry.Hash, verdict);
            }
            observer.Connected(block, tree.Tip);
        }
        return null;
    }

    private void Disconnect()
    {
        var entry = tree.Tip;
        var block = state.Disconnect();
        observer.Disconnected(block, tree.Find(entry.Hash)!);
    }

    private Stack<HeaderEntry> PathFromMainChain(HeaderEntry target)
    {
        var path = new Stack<HeaderEntry>();
        for (var at = target; !at.IsOnMainChain; at = tree.ParentOf(at)) path.Push(at);
        return path;
    }

    private void Spoil(HeaderEntry entry)
    {
        tree.Put(entry with { Status = entry.Status | HeaderStatus.Invalid });
        candidates.Remove(entry.Hash);
        foreach (var descendant in Descendants(entry))
        {
            tree.Put(descendant with { Status = descendant.Status | HeaderStatus.InvalidAncestor });
            candidates.Remove(descendant.Hash);
        }
        if (tree.Best.IsInvalid) tree.SetBest(BestOf(tree.All(0)));
    }

    private void Clear(HeaderEntry entry)
    {
        if (entry.IsInvalid) tree.Put(entry with { Status = entry.Status & ~(HeaderStatus.Invalid | HeaderStatus.InvalidAncestor) });
    }

    private IEnumerable<HeaderEntry> Descendants(HeaderEntry entry)
    {
        var family = new HashSet<BlockHash> { entry.Hash };
        foreach (var other in tree.All(entry.Height + 1))
        {
            if (family.Contains(other.Previous) && family.Add(other.Hash)) yield return other;
        }
    }

    private void Rescan()
    {
        candidates.Clear();
        foreach (var entry in tree.All(0)) if (entry.IsCandidate && entry.ChainWork >= tree.Tip.ChainWork) candidates.Add(entry);
        tree.SetBest(BestOf(tree.All(0)));
    }

    private HeaderEntry BestOf(IEnumerable<HeaderEntry> entries)
    {
        var best = tree.Tip;
        foreach (var entry in entries) if (!entry.IsInvalid && entry.ChainWork > best.ChainWork) best = entry;
        return best;
    }
}
