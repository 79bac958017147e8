using Flux.P2P.Peers;
using Flux.P2P.Wire;

namespace Flux.P2P.Sync;

/// <summary>
/// On own networks the last three peers that brought a new tip first are asked to send the next one as a compact block without asking. fluxd
/// never asks for that (chain reference §11.6), so on its networks nobody is asked. Owned by the <see cref="NetworkLoop"/>.
/// </summary>
internal sealed class CompactAnnouncers(PeerRules rules)
{
    private const int Most = 3;

    private readonly List<Peer> _asked = [];

    /// <summary>The peer brought a block that became our tip.</summary>
    public void BroughtTip(Peer peer)
    {
        if (!rules.AsksForCompactTips || !peer.IsReady || (_asked.Count > 0 && _asked[^1] == peer)) return;
        if (!_asked.Remove(peer)) peer.Connection.Send(new SendCompactMessage(Announce: true, Version: 1));
        _asked.Add(peer);
        if (_asked.Count <= Most) return;
        _asked[0].Connection.Send(new SendCompactMessage(Announce: false, Version: 1));
        _asked.RemoveAt(0);
    }

    public void OnRemoved(Peer peer) => _asked.Remove(peer);
}
