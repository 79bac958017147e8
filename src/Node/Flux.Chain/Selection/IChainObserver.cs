using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>Hears what selection does, while it does it.</summary>
internal interface IChainObserver
{
    /// <summary>The block is the tip now.</summary>
    void Connected(Block block, HeaderEntry entry);

    /// <summary>The block was the tip; its parent is now.</summary>
    void Disconnected(Block block, HeaderEntry entry);

    /// <summary>In a reorganisation: everything to be taken back was.</summary>
    void ReachedFork();
}
