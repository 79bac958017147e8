using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Peers;

/// <summary>Pings, and the time limits of a connection (chain reference §11.3, §11.8). Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class Liveness(PeerRules rules, IChainPort chain, PeerTable peers, Conduct conduct, MonotonicClock clock)
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SendStallLimit = TimeSpan.FromSeconds(60);

    /// <summary>With no new tip for so long it is looked whether the peers are still there (chain reference §11.8).</summary>
    private static readonly TimeSpan QuietAfter = TimeSpan.FromSeconds(180);

    private static readonly TimeSpan QuietPingInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan QuietPingLimit = TimeSpan.FromSeconds(30);

    private BlockHash _tip;
    private TimeSpan _tipSince = clock.Now;
    private TimeSpan _lastTick = clock.Now;

    public void Ping(Peer peer)
    {
        peer.Pings.Nonce = Handshake.NewNonce();
        peer.Pings.SentAt = clock.Now;
        peer.Connection.Send(new PingMessage(peer.Pings.Nonce));
    }

    public void OnPong(Peer peer, PongMessage message)
    {
        if (peer.Pings.Nonce == 0 || message.Nonce != peer.Pings.Nonce || peer.Pings.SentAt is not { } sentAt) return;
        var trip = clock.Now - sentAt;
        peer.Pings.Nonce = 0;
        peer.Pings.RoundTrip = trip;
        if (peer.Pings.Shortest is null || trip < peer.Pings.Shortest) peer.Pings.Shortest = trip;
    }

    /// <summary>Once a second.</summary>
    public void OnTick()
    {
        var isQuiet = IsQuiet();
        var interval = isQuiet && rules.PingInterval > QuietPingInterval ? QuietPingInterval : rules.PingInterval;
        foreach (var peer in peers.All.ToArray())
        {
            if (Overdue(peer, isQuiet) is { } reason) conduct.Drop(peer, reason);
            else if (peer.IsReady && peer.Pings.Nonce == 0 && clock.Now - (peer.Pings.SentAt ?? peer.ConnectedAt) >= interval) Ping(peer);
        }
    }

    private bool IsQuiet()
    {
        // A pause of this whole machine is nobody's silence.
        var paused = clock.Now - _lastTick > QuietPingLimit;
        _lastTick = clock.Now;
        var tip = chain.View.Tip.Hash;
        if (tip != _tip || paused) (_tip, _tipSince) = (tip, clock.Now);
        return clock.Now - _tipSince > QuietAfter;
    }

    private string? Overdue(Peer peer, bool isQuiet)
    {
        var now = clock.Now;
        var connection = peer.Connection;
        if (!peer.IsReady) return now - peer.ConnectedAt > HandshakeLimit ? "no handshake within 60 s" : null;
        // Who had nothing to take for a while is not to blame for that.
        if (connection.Queued > 0 && now - Later(connection.LastSend, connection.WaitingSince) > SendStallLimit) return "takes nothing any more";
        if (peer.IsBusy) return null;
        if (now - Later(connection.LastReceive, peer.ConnectedAt) > rules.SilenceLimit) return "silent";
        var limit = isQuiet && rules.SilenceLimit > QuietPingLimit ? QuietPingLimit : rules.SilenceLimit;
        return peer.Pings.Nonce != 0 && now - peer.Pings.SentAt > limit ? "ping not answered" : null;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
