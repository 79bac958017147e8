using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>Blocks whose parent is not known yet; the oldest goes when there are too many. For the writer only.</summary>
internal sealed class OrphanBlocks(int most)
{
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
        while (_known.Count > most) DropOldest();
    }

    /// <summary>Takes out the blocks that follow this one.</summary>
    public IReadOnlyList<Block> TakeChildren(BlockHash parent)
    {
        if (!_byParent.Remove(parent, out var children)) return [];
        foreach (var child in children) _known.Remove(child.Hash);
        return children;
    }

    private void DropOldest()
    {
        if (!_order.TryDequeue(out var oldest) || !_known.Remove(oldest.Hash)) return;
        var siblings = _byParent[oldest.Header.Previous];
        siblings.Remove(oldest);
        if (siblings.Count == 0) _byParent.Remove(oldest.Header.Previous);
    }
}
