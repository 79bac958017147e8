using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>The unspent outputs after the parent of the block being connected.</summary>
public interface ICoinView
{
    /// <summary>The coin, or null when there is none or it is spent.</summary>
    Coin? Find(OutPoint outPoint);
}
