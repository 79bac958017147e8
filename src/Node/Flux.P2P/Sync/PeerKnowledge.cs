using Flux.P2P.Peers;
using Flux.Primitives;

namespace Flux.P2P.Sync;

/// <summary>Which headers each peer is known to have. Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class PeerKnowledge(IChainPort chain)
{
    /// <summary>The peer has this header, and so all its ancestors.</summary>
    public void Learn(Peer peer, HeaderFacts header)
    {
        var sync = peer.Sync;
        sync.Unconnected = 0;
        if (sync.BestKnown is null || header.ChainWork >= sync.BestKnown.ChainWork || IsInvalid(sync.BestKnown)) sync.BestKnown = header;
        if (sync.Unknown == header.Hash) sync.Unknown = null;
    }

    /// <summary>The peer named a block; when its header is known this is <see cref="Learn"/>.</summary>
    public void Announced(Peer peer, BlockHash hash)
    {
        if (chain.Find(hash) is { } header) Learn(peer, header);
        else peer.Sync.Unknown = hash;
    }

    /// <summary>An announcement may have become known since.</summary>
    public void Refresh(Peer peer)
    {
        if (peer.Sync.Unknown is { } hash && chain.Find(hash) is { } header) Learn(peer, header);
    }

    /// <summary>We told the peer of this header.</summary>
    public void Told(Peer peer, BlockHash hash)
    {
        if (chain.Find(hash) is { } header) peer.Sync.LastTold = header;
    }

    /// <summary>True when the peer has the header, from itself or from us.</summary>
    public bool Has(Peer peer, HeaderFacts header) => IsOnBranch(header, peer.Sync.BestKnown) || IsOnBranch(header, peer.Sync.LastTold);

    /// <summary>Height up to which the peer has the blocks of the branch that ends in <paramref name="best"/>; -1 when unknown or of no use.</summary>
    public int CommonHeight(Peer peer, HeaderFacts best)
    {
        Refresh(peer);
        if (peer.Sync.BestKnown is not { } known) return -1;
        if (peer.Sync.Common is var cached && cached.Known == known.Hash && cached.Best == best.Hash) return cached.Height;
        var height = IsOnBranch(known, best) ? known.Height : IsBehindTip(known) ? -1 : ForkHeight(known, best);
        peer.Sync.Common = (known.Hash, best.Hash, height);
        return height;
    }

    // Beside the best branch and with no more work than our tip, it has nothing that we want: where its branch leaves ours is not worth the walk, which is
    // as long as whoever made cheap headers likes.
    private bool IsBehindTip(HeaderFacts header) => header.ChainWork <= chain.View.Tip.ChainWork;

    /// <summary>Height of the last block that the branches ending in two headers share: they agree up to there and nowhere after.</summary>
    public int ForkHeight(HeaderFacts a, HeaderFacts b)
    {
        var (low, high) = (-1, Math.Min(a.Height, b.Height));
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (chain.Ancestor(a.Hash, middle) is { } hash && hash == chain.Ancestor(b.Hash, middle)) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private bool IsOnBranch(HeaderFacts header, HeaderFacts? end) =>
        end is not null && end.Height >= header.Height && chain.Ancestor(end.Hash, header.Height) == header.Hash;

    private bool IsInvalid(HeaderFacts header) => chain.Find(header.Hash) is { IsInvalid: true };
}
