using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Keeps the best branch connected: takes blocks back to the fork and connects the better branch; a block that turns out invalid
/// spoils its descendants, and the next best branch is tried. For the writer only.
/// </summary>
internal sealed class ChainSelector(HeaderTree tree, ChainState state, CandidateSet candidates, BlockIntake intake, IChainObserver observer)
{
    private static readonly Dictionary<BlockHash, Verdict> NoneRefused = [];

    private long _precious;

    /// <summary>
    /// Moves to the best branch. <paramref name="fresh"/>: blocks at hand, to spare reading them. Stops early between two blocks when
    /// <paramref name="cancellationToken"/> says so; the state is then that of some block.
    /// </summary>
    /// <returns>Blocks that were refused while being connected, and why.</returns>
    public IReadOnlyDictionary<BlockHash, Verdict> Activate(IReadOnlyDictionary<BlockHash, Block> fresh, CancellationToken cancellationToken)
    {
        Dictionary<BlockHash, Verdict>? refused = null;
        while (!cancellationToken.IsCancellationRequested && candidates.BetterThan(tree.Tip) is { } better)
        {
            var target = tree.Find(better)!;
            if (!target.IsCandidate) candidates.Remove(better);
            else if (MoveTo(target, fresh, cancellationToken) is { } failed) (refused ??= [])[failed.Hash] = failed.Verdict;
        }
        candidates.Prune(tree.Tip);
        return refused ?? NoneRefused;
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
        var top = entry;
        for (var at = entry; at.IsInvalid; at = tree.ParentOf(at)) Clear(top = at);
        foreach (var descendant in Descendants(entry)) Clear(descendant);
        ClearInherited(top);
        Rescan();
    }

    /// <summary>Prefers a block among those with equal work.</summary>
    public void Prefer(HeaderEntry entry)
    {
        var preferred = entry with { Arrival = --_precious };
        tree.Put(preferred);
        if (preferred.IsCandidate) candidates.Add(preferred);
    }

    private (BlockHash Hash, Verdict Verdict)? MoveTo(HeaderEntry target, IReadOnlyDictionary<BlockHash, Block> fresh, CancellationToken cancellationToken)
    {
        var path = PathFromMainChain(target);
        var fork = path.Peek().Height - 1;
        var depth = tree.Tip.Height - fork;
        while (tree.Tip.Height > fork) Disconnect();
        if (depth > 0) observer.ReachedFork();
        while (path.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            var run = state.ConnectRun(NextOf(path, fresh));
            foreach (var (entry, block) in run.Connected) observer.Connected(block, tree.Find(entry.Hash)!);
            if (run.Refused is not { } refused) continue;
            Refuse(tree.Find(refused.Hash)!, run.Verdict);
            return (refused.Hash, run.Verdict);
        }
        return null;
    }

    /// <summary>The blocks of the path, each taken off it when it is asked for.</summary>
    private IEnumerable<(HeaderEntry Entry, Block Block)> NextOf(Stack<HeaderEntry> path, IReadOnlyDictionary<BlockHash, Block> fresh)
    {
        while (path.TryPop(out var next))
        {
            var entry = tree.Find(next.Hash)!;
            yield return (entry, fresh.TryGetValue(entry.Hash, out var block) ? block : state.ReadBlock(entry));
        }
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

    /// <summary>
    /// Marks a refused block invalid. Where the fault may lie in signatures that the hash does not cover, only this body is bad (chain reference
    /// §13.22b): it is forgotten, and another one can be fetched for the same header.
    /// </summary>
    private void Refuse(HeaderEntry entry, Verdict verdict)
    {
        if (verdict.Reject!.MarksInvalid) Spoil(entry);
        else intake.Discard(entry, state.ReadBlock(entry).Header, [.. Descendants(entry)]);
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
        if (tree.Best.IsInvalid) tree.SetBest(BestOf(Near()));
    }

    private void Clear(HeaderEntry entry)
    {
        if (entry.IsInvalid) tree.Put(entry with { Status = entry.Status & ~(HeaderStatus.Invalid | HeaderStatus.InvalidAncestor) });
    }

    /// <summary>Other branches that were spoiled through an ancestor which is good again.</summary>
    private void ClearInherited(HeaderEntry ancestor)
    {
        foreach (var descendant in Descendants(ancestor))
        {
            if ((descendant.Status & HeaderStatus.InvalidAncestor) == 0 || tree.ParentOf(descendant).IsInvalid) continue;
            var entry = tree.Find(descendant.Hash)!;
            tree.Put(entry with { Status = entry.Status & ~HeaderStatus.InvalidAncestor });
        }
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
        foreach (var entry in Near()) if (entry.IsCandidate && entry.ChainWork >= tree.Tip.ChainWork) candidates.Add(entry);
        tree.SetBest(BestOf(Near()));
    }

    /// <summary>Where a header with more work than the tip can be. One far below it would have to be worth thousands of blocks alone.</summary>
    private IEnumerable<HeaderEntry> Near() => tree.All(Math.Max(0, tree.Tip.Height - HeaderTree.DefaultWindow));

    private HeaderEntry BestOf(IEnumerable<HeaderEntry> entries)
    {
        var best = tree.Tip;
        foreach (var entry in entries) if (!entry.IsInvalid && entry.ChainWork > best.ChainWork) best = entry;
        return best;
    }
}
