namespace Flux.P2P.Peers;

/// <summary>Pings of one peer.</summary>
internal sealed class PeerPings
{
    /// <summary>Nonce of the unanswered ping; 0 when there is none.</summary>
    public ulong Nonce { get; set; }

    /// <summary>When the last ping was sent.</summary>
    public TimeSpan? SentAt { get; set; }

    /// <summary>Round trip of the last answered ping.</summary>
    public TimeSpan? RoundTrip { get; set; }

    /// <summary>Shortest round trip.</summary>
    public TimeSpan? Shortest { get; set; }
}
