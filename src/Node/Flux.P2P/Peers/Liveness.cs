using Flux.P2P.Wire;

namespace Flux.P2P.Peers;

/// <summary>Pings, and the time limits of a connection (chain reference §11.3, §11.8). Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class Liveness(PeerRules rules, PeerTable peers, Conduct conduct, MonotonicClock clock)
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SendStallLimit = TimeSpan.FromSeconds(60);

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
        foreach (var peer in peers.All.ToArray())
        {
            if (Overdue(peer) is { } reason) conduct.Drop(peer, reason);
            else if (peer.IsReady && peer.Pings.Nonce == 0 && clock.Now - (peer.Pings.SentAt ?? peer.ConnectedAt) >= rules.PingInterval) Ping(peer);
        }
    }

    private string? Overdue(Peer peer)
    {
        var now = clock.Now;
        var connection = peer.Connection;
        if (!peer.IsReady) return now - peer.ConnectedAt > HandshakeLimit ? "no handshake within 60 s" : null;
        if (connection.Queued > 0 && now - Later(connection.LastSend, peer.ConnectedAt) > SendStallLimit) return "takes nothing any more";
        if (peer.IsBusy) return null;
        if (now - Later(connection.LastReceive, peer.ConnectedAt) > rules.SilenceLimit) return "silent";
        return peer.Pings.Nonce != 0 && now - peer.Pings.SentAt > rules.SilenceLimit ? "ping not answered" : null;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
