using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>Questions about branches that peers and RPC ask. For any thread.</summary>
internal static class ChainWalk
{
    private const int DenseLocator = 10;

    /// <summary>The last twelve hashes of a branch, then doubling steps, then genesis, as fluxd sends them (chain reference §11.5 says ten, but the recorded sessions show twelve).</summary>
    public static List<BlockHash> Locator(HeaderTree tree, HeaderEntry from)
    {
        var locator = new List<BlockHash>();
        var (at, step) = (from, 1);
        while (true)
        {
            locator.Add(at.Hash);
            if (at.Height == 0) return locator;
            at = tree.AncestorOf(at, Math.Max(0, at.Height - step));
            if (locator.Count > DenseLocator) step *= 2;
        }
    }

    /// <summary>Main-chain entries after the first locator entry on the main chain, up to and including <paramref name="stop"/>.</summary>
    public static IEnumerable<HeaderEntry> After(HeaderTree tree, IReadOnlyList<BlockHash> locator, BlockHash stop, int max)
    {
        if (locator.Count == 0)
        {
            if (max > 0 && tree.Find(stop) is { IsInvalid: false } single) yield return single;
            yield break;
        }
        var height = locator.Select(tree.Find).FirstOrDefault(entry => entry is { IsOnMainChain: true })?.Height ?? 0;
        var previous = tree.MainAt(height);
        for (var i = 0; i < max && previous is not null && tree.MainAt(++height) is { } next; i++)
        {
            // The main chain may move in between: what goes out must hang together.
            if (next.Previous != previous.Hash) yield break;
            yield return next;
            if (next.Hash == stop) yield break;
            previous = next;
        }
    }

    /// <summary>Ends of the branches in memory, highest first.</summary>
    public static List<ChainTip> Tips(HeaderTree tree)
    {
        var entries = tree.Recent.ToList();
        var parents = entries.Select(entry => entry.Previous).ToHashSet();
        var ends = entries.Where(entry => !parents.Contains(entry.Hash) || entry.Hash == tree.Tip.Hash);
        return [.. ends.OrderByDescending(entry => entry.Height).Select(entry => new ChainTip(entry, BranchLength(tree, entry), StateOf(tree, entry)))];
    }

    private static int BranchLength(HeaderTree tree, HeaderEntry end)
    {
        var at = end;
        while (!at.IsOnMainChain) at = tree.ParentOf(at);
        return end.Height - at.Height;
    }

    private static ChainTipState StateOf(HeaderTree tree, HeaderEntry end)
    {
        if (end.Hash == tree.Tip.Hash) return ChainTipState.Active;
        if (end.IsInvalid) return ChainTipState.Invalid;
        if ((end.Status & HeaderStatus.HasAncestors) == 0) return ChainTipState.HeadersOnly;
        return (end.Status & HeaderStatus.WasConnected) != 0 ? ChainTipState.ValidFork : ChainTipState.ValidHeaders;
    }
}
