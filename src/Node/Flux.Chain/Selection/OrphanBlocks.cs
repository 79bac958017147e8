using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>Blocks whose parent is not known yet; the oldest goes when there are too many or they take too much memory. For the writer only.</summary>
internal sealed class OrphanBlocks(int most, long mostBytes = OrphanBlocks.DefaultBytes)
{
    /// <summary>32 MiB of serialized blocks.</summary>
    public const long DefaultBytes = 32L << 20;

    private long _bytes;
    private readonly Dictionary<BlockHash, List<Block>> _byParent = [];
    private readonly Queue<Block> _order = new();
    private readonly HashSet<BlockHash> _known = [];

    public int Count => _known.Count;

    public void Add(Block block)
    {
        if (!_known.Add(block.Hash)) return;
        if (!_byParent.TryGetValue(block.Header.Previous, out var siblings)) _byParent.Add(block.Header.Previous, siblings = []);
        siblings.Add(block);
        _order.Enqueue(block);
        _bytes += SizeOf(block);
        while (_known.Count > most || _bytes > mostBytes) DropOldest();
    }

    /// <summary>Takes out the blocks that follow this one.</summary>
    public IReadOnlyList<Block> TakeChildren(BlockHash parent)
    {
        if (!_byParent.Remove(parent, out var children)) return [];
        foreach (var child in children) Forget(child);
        return children;
    }

    private void DropOldest()
    {
        var oldest = _order.Dequeue();
        if (!_known.Contains(oldest.Hash)) return;
        Forget(oldest);
        var siblings = _byParent[oldest.Header.Previous];
        siblings.Remove(oldest);
        if (siblings.Count == 0) _byParent.Remove(oldest.Header.Previous);
    }

    private void Forget(Block block)
    {
        if (_known.Remove(block.Hash)) _bytes -= SizeOf(block);
    }

    private static long SizeOf(Block block) => block.Transactions.Sum(transaction => (long)transaction.Size);
}
