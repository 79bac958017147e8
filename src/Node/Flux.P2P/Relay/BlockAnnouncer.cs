using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.P2P.Peers;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Relay;

/// <summary>
/// Tells peers of a new tip (chain reference §11.6): as compact block or headers to those who asked for it, else as inventory. Headers are
/// sent only where the peer has the parent of the first, because fluxd punishes others. Owned by the <see cref="NetworkLoop"/>.
/// </summary>
internal sealed class BlockAnnouncer(IChainPort chain, PeerTable peers, PeerKnowledge knowledge, CatchUp catchUp)
{
    /// <summary>More new headers than this are announced by inventory; the peer then asks for them.</summary>
    private const int MostHeaders = 8;

    /// <summary>A peer that started further ahead of our tip than this is not interested in it.</summary>
    private const int FarAhead = 2000;

    private CompactBlockMessage? _compact;
    private BlockHash _announced = chain.View.Tip.Hash;

    /// <summary>Announces the present tip, if that was not done.</summary>
    public void OnTip()
    {
        var view = chain.View;
        if (view.Tip.Hash == _announced || catchUp.IsRunning) return;
        _announced = view.Tip.Hash;
        foreach (var peer in peers.Ready.Where(peer => peer.Version!.StartHeight - FarAhead < view.Tip.Height)) Announce(peer, view.Tip);
    }

    private void Announce(Peer peer, HeaderFacts tip)
    {
        knowledge.Refresh(peer);
        if (knowledge.Has(peer, tip)) return;
        if (!TryHeadersFor(peer, tip, out var headers)) peer.Connection.Send(new InvMessage([InventoryItem.Of(tip.Hash)]));
        else if (peer.Sync.PrefersCompact && headers.Length == 1 && TryCompact(tip, out var compact)) peer.Connection.Send(compact);
        else if (peer.Sync.PrefersHeaders) peer.Connection.Send(new HeadersMessage(headers));
        else peer.Connection.Send(new InvMessage([InventoryItem.Of(tip.Hash)]));
        knowledge.Told(peer, tip.Hash);
    }

    /// <summary>The headers from the first that the peer lacks up to the tip; false when there are too many.</summary>
    private bool TryHeadersFor(Peer peer, HeaderFacts tip, out ImmutableArray<BlockHeader> headers)
    {
        headers = [];
        var parent = chain.Find(tip.Previous);
        for (var depth = 1; depth <= MostHeaders && parent is not null; depth++)
        {
            if (knowledge.Has(peer, parent))
            {
                headers = [.. chain.HeadersAfter([parent.Hash], tip.Hash, depth)];
                return headers.Length == depth;
            }
            parent = chain.Find(parent.Previous);
        }
        return false;
    }

    /// <summary>Made once for all peers.</summary>
    private bool TryCompact(HeaderFacts tip, [NotNullWhen(true)] out CompactBlockMessage? compact)
    {
        compact = _compact;
        if (compact?.Header.Hash == tip.Hash) return true;
        compact = _compact = chain.ReadBlockBytes(tip.Hash) is { } bytes && BlockCodec.TryParse(bytes.Span, out var block, out _)
            ? CompactBlocks.Of(block, Handshake.NewNonce())
            : null;
        return compact is not null;
    }
}
