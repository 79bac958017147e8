using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>Rows derived from main-chain blocks. <see cref="Disconnect"/> leaves exactly the rows that were there before <see cref="Connect"/>.</summary>
internal interface IBlockIndex
{
    /// <summary>The block at this height became the tip.</summary>
    void Connect(Block block, int height, BlockUndo undo);

    /// <summary>The tip at this height was taken back.</summary>
    void Disconnect(Block block, int height, BlockUndo undo);
}
