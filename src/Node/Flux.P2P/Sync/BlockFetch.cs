using Flux.P2P.Peers;

namespace Flux.P2P.Sync;

/// <summary>A block that was asked for: of whom. More than one when the first was slow.</summary>
internal sealed class BlockFetch
{
    public List<Peer> Peers { get; } = new(1);
}
