using Flux.Primitives;

namespace Flux.Chain.Import;

/// <summary>
/// Brings blocks that may stand in any order before the judge in one that it can work with: a block whose parent is not known is put aside
/// by its place alone, and read again as soon as the parent was judged.
/// </summary>
/// <typeparam name="TPlace">Where a block can be read again.</typeparam>
/// <param name="read">Reads and prepares the block at a place; null when it cannot be read any more.</param>
/// <param name="submit">Judges blocks in order; <see cref="SubmitKind.Orphan"/> means that the parent is not known.</param>
internal sealed class OrderedFeed<TPlace>(
    Func<TPlace, PreparedBlock?> read, Func<IReadOnlyList<(PreparedBlock Block, TPlace Place)>, Task<IReadOnlyList<SubmitResult>>> submit)
{
    private const int MostAtOnce = 64;

    private readonly Dictionary<BlockHash, List<TPlace>> _early = [];

    /// <summary>Blocks that still wait for their parent.</summary>
    public int Waiting => _early.Values.Sum(places => places.Count);

    /// <summary>Judges these and every one put aside that follows from them.</summary>
    public async Task FeedAsync(IReadOnlyList<(PreparedBlock Block, TPlace Place)> blocks)
    {
        var open = new Queue<TPlace>();
        await SubmitAsync(blocks, open);
        var next = new List<(PreparedBlock, TPlace)>();
        while (open.Count > 0)
        {
            while (next.Count < MostAtOnce && open.TryDequeue(out var place))
            {
                if (read(place) is { } block) next.Add((block, place));
            }
            await SubmitAsync(next, open);
            next.Clear();
        }
    }

    private async Task SubmitAsync(IReadOnlyList<(PreparedBlock Block, TPlace Place)> blocks, Queue<TPlace> open)
    {
        var results = await submit(blocks);
        for (var i = 0; i < results.Count; i++)
        {
            var (block, place) = blocks[i];
            if (results[i].Kind == SubmitKind.Orphan) PutAside(block.Block.Header.Previous, place);
            else if (_early.Remove(block.Block.Hash, out var children)) children.ForEach(open.Enqueue);
        }
    }

    private void PutAside(BlockHash parent, TPlace place)
    {
        if (!_early.TryGetValue(parent, out var places)) _early.Add(parent, places = []);
        places.Add(place);
    }
}
