using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>The optional indexes that are switched on, kept in step with the main chain and written with the same batch. For the writer only.</summary>
internal sealed class BlockIndexes(IReadOnlyList<IBlockIndex> indexes)
{
    public void Connect(Block block, int height, BlockUndo undo)
    {
        foreach (var index in indexes) index.Connect(block, height, undo);
    }

    public void Disconnect(Block block, int height, BlockUndo undo)
    {
        foreach (var index in indexes) index.Disconnect(block, height, undo);
    }
}
