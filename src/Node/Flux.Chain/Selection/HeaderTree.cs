using System.Collections.Concurrent;
using Flux.Chain.Store;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Headers;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// All known headers. Those near the tip and near the best header are in memory, the rest is read from the store when asked for, so
/// memory does not grow with height. One writer; any thread may read and sees each header's latest entry.
/// </summary>
internal sealed class HeaderTree
{
    /// <summary>
    /// Headers this far below and above the tip stay in memory, except lone ones where there are too many. More than any download runs ahead: stored blocks beyond it would not be
    /// known to wait after a restart.
    /// </summary>
    public const int DefaultWindow = 4_000;

    private readonly HeaderRows _rows;
    private readonly int _window;
    private readonly ConcurrentDictionary<BlockHash, HeaderEntry> _recent = new();
    private readonly ConcurrentDictionary<int, BlockHash> _main = new();
    private volatile HeaderEntry _tip;
    private volatile HeaderEntry _best;

    private HeaderTree(HeaderRows rows, HeaderEntry tip, HeaderEntry best, int window) => (_rows, _tip, _best, _window) = (rows, tip, best, window);

    /// <summary>The last connected header.</summary>
    public HeaderEntry Tip => _tip;

    /// <summary>The header with the most work that is not invalid.</summary>
    public HeaderEntry Best => _best;

    /// <summary>The entries in memory.</summary>
    public IEnumerable<HeaderEntry> Recent => _recent.Values;

    /// <summary>A tree of genesis alone.</summary>
    public static HeaderTree Create(HeaderRows rows, HeaderEntry genesis, int window = DefaultWindow)
    {
        var tree = new HeaderTree(rows, genesis, genesis, window);
        tree.Put(genesis);
        tree.SetTip(genesis);
        return tree;
    }

    /// <summary>The tree of the last flush.</summary>
    public static HeaderTree Load(HeaderRows rows, BlockHash tip, BlockHash best, int window = DefaultWindow)
    {
        var tipEntry = rows.Find(tip) ?? throw ChainStoreException.Corrupt($"the header of the tip {tip} is missing");
        var bestEntry = rows.Find(best) ?? throw ChainStoreException.Corrupt($"the best header {best} is missing");
        var tree = new HeaderTree(rows, tipEntry, bestEntry, window);
        foreach (var entry in rows.Range(Math.Max(0, tipEntry.Height - window), tipEntry.Height + window))
        {
            tree._recent[entry.Hash] = entry;
            if (entry.IsOnMainChain) tree._main[entry.Height] = entry.Hash;
        }
        return tree;
    }

    /// <summary>The latest entry of a hash, or null.</summary>
    public HeaderEntry? Find(BlockHash hash)
    {
        if (_recent.TryGetValue(hash, out var entry)) return entry;
        // Read between two looks: the writer puts an entry into memory before it changes anything about it.
        var stored = _rows.Find(hash);
        return _recent.TryGetValue(hash, out entry) ? entry : stored;
    }

    /// <summary>The parent of any header but genesis.</summary>
    public HeaderEntry ParentOf(HeaderEntry entry) =>
        Find(entry.Previous) ?? throw ChainStoreException.Corrupt($"the parent {entry.Previous} of header {entry.Hash} is missing");

    /// <summary>The main-chain entry at a height, or null.</summary>
    public HeaderEntry? MainAt(int height)
    {
        if (height < 0 || height > _tip.Height) return null;
        if (_main.TryGetValue(height, out var hash)) return Find(hash);
        foreach (var stored in _rows.Range(height, height))
        {
            if (Find(stored.Hash) is { IsOnMainChain: true } entry) return entry;
        }
        return null;
    }

    /// <summary>The branch that ends in a header.</summary>
    public Branch BranchOf(HeaderEntry end) => new(this, end);

    /// <summary>The ancestor of an entry at a height from 0 to its own. Unlike <see cref="BranchOf"/> right also while the main chain moves.</summary>
    public HeaderEntry AncestorOf(HeaderEntry entry, int height)
    {
        var at = entry;
        while (at.Height > height)
        {
            if (Find(at.Hash) is { IsOnMainChain: true } && MainAt(height) is { } main && Find(at.Hash) is { IsOnMainChain: true }) return main;
            at = ParentOf(at);
        }
        return at;
    }

    /// <summary>The branch of an entry for readers: walked block by block.</summary>
    public IAncestry WalkFrom(HeaderEntry end) => new WalkedBranch(this, end);

    /// <summary>Every known header from a height on, rising, as of now: reads the whole range from the store, so only for rare events.</summary>
    public IEnumerable<HeaderEntry> All(int fromHeight)
    {
        var recent = _recent.Values.Where(entry => entry.Height >= fromHeight).OrderBy(entry => entry.Height).ToList();
        var inMemory = recent.Select(entry => entry.Hash).ToHashSet();
        var next = 0;
        foreach (var stored in _rows.Range(fromHeight, int.MaxValue))
        {
            while (next < recent.Count && recent[next].Height <= stored.Height) yield return recent[next++];
            if (!inMemory.Contains(stored.Hash)) yield return stored;
        }
        while (next < recent.Count) yield return recent[next++];
    }

    /// <summary>Every flushed header between two heights (both included), on any branch, in its latest state.</summary>
    public IEnumerable<HeaderEntry> Flushed(int from, int to) => _rows.Range(from, to).Select(stored => _recent.GetValueOrDefault(stored.Hash) ?? stored);

    /// <summary>Adds an entry or replaces its former state.</summary>
    public void Put(HeaderEntry entry)
    {
        _recent[entry.Hash] = entry;
        _rows.Put(entry);
        if (_tip.Hash == entry.Hash) _tip = entry;
        if (_best.Hash == entry.Hash) _best = entry;
    }

    /// <summary>Says which header has the most work now.</summary>
    public void SetBest(HeaderEntry entry) => _best = entry;

    /// <summary>Appends a child of the tip to the main chain.</summary>
    public HeaderEntry Connect(HeaderEntry entry)
    {
        var connected = entry with { Status = entry.Status | HeaderStatus.OnMainChain | HeaderStatus.WasConnected };
        Put(connected);
        SetTip(connected);
        return connected;
    }

    /// <summary>Takes the tip off the main chain.</summary>
    public HeaderEntry Disconnect()
    {
        var taken = _tip with { Status = _tip.Status & ~HeaderStatus.OnMainChain };
        SetTip(ParentOf(taken));
        _main.TryRemove(taken.Height, out _);
        Put(taken);
        return taken;
    }

    /// <summary>
    /// Everything put so far is in the store: lets go of what is far from tip and best header. Headers without a block, which a peer can make at the
    /// price of their work, do not stay because they are near: those without more work than the tip go, and where the rest is too many, all of them.
    /// </summary>
    public void MarkFlushed()
    {
        if (_recent.Count <= 2 * _window) return;
        LetGo(entry => !IsNear(entry.Height) || (IsAlone(entry) && entry.ChainWork <= _tip.ChainWork));
        if (_recent.Values.Count(IsAlone) > 2 * _window) LetGo(IsAlone);
        foreach (var height in _main.Keys)
        {
            if (!IsNear(height)) _main.TryRemove(height, out _);
        }
    }

    private void LetGo(Func<HeaderEntry, bool> chosen)
    {
        foreach (var (hash, entry) in _recent)
        {
            if (chosen(entry)) _recent.TryRemove(hash, out _);
        }
    }

    /// <summary>A header beside the main chain whose block never came.</summary>
    private static bool IsAlone(HeaderEntry entry) => !entry.IsOnMainChain && !entry.HasBlock && !entry.IsPruned;

    private bool IsNear(int height) => Math.Abs(height - _tip.Height) <= _window || Math.Abs(height - _best.Height) <= _window / 4;

    private void SetTip(HeaderEntry entry)
    {
        _main[entry.Height] = entry.Hash;
        _tip = entry;
    }
}
