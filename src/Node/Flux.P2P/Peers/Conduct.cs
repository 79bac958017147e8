using System.Net;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>Counts offences, and drops and bans those who commit too many. Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed partial class Conduct(P2POptions options, PeerTable peers, BanList bans, MonotonicClock clock, ILogger<Conduct> log)
{
    /// <summary>Connections ended for a fault of the peer.</summary>
    public long DroppedAtFault { get; private set; }

    public void Penalize(Peer peer, Offence offence) => Penalize(peer, offence.Score, offence.Text);

    /// <summary>Adds points; at the limit the peer is dropped, and its address banned unless it is of this machine.</summary>
    public void Penalize(Peer peer, int score, string reason)
    {
        if (score <= 0 || !peers.Contains(peer) || peer.IsTrusted) return;
        var before = peer.Score;
        peer.Score = (int)Math.Min(int.MaxValue, (long)before + score);
        LogOffence(peer, reason, score, peer.Score);
        if (peer.Score < options.BanScore || before >= options.BanScore) return;
        if (!IPAddress.IsLoopback(peer.Remote.Address)) bans.Add(HostOf(peer.Remote.Address), clock.UtcNow + options.BanTime, reason);
        peer.IsAtFault = true;
        DroppedAtFault++;
        // What the peer did wrong was said in a reject that may still wait.
        DropAfterSending(peer, $"misbehaviour: {reason}");
    }

    /// <summary>Closes the connection and forgets the peer.</summary>
    public void Drop(Peer peer, string reason)
    {
        if (!peers.Contains(peer)) return;
        LogDrop(peer, reason);
        peer.Connection.Close(reason);
        peers.Remove(peer);
    }

    /// <summary>Closes the connection of a peer that does not do its part; it is not dialled again at once.</summary>
    public void DropAtFault(Peer peer, string reason)
    {
        peer.IsAtFault = true;
        DroppedAtFault++;
        Drop(peer, reason);
    }

    /// <summary>Sends what waits, then closes.</summary>
    public void DropAfterSending(Peer peer, string reason)
    {
        if (!peers.Contains(peer)) return;
        LogDrop(peer, reason);
        peer.Connection.CloseAfterSending(reason);
        peers.Remove(peer);
    }

    private static IPNetwork HostOf(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer}: {Reason} (+{Score} = {Total})")]
    private partial void LogOffence(Peer peer, string reason, int score, int total);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} dropped: {Reason}")]
    private partial void LogDrop(Peer peer, string reason);
}
