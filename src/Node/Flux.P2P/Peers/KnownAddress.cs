namespace Flux.P2P.Peers;

/// <summary>A node that may be worth connecting to. Times are Unix seconds, 0 for never.</summary>
internal sealed record KnownAddress
{
    /// <summary>address:port.</summary>
    public required string Address { get; init; }

    /// <summary>Service bits, as last told.</summary>
    public ulong Services { get; init; }

    /// <summary>When it was last known to be there.</summary>
    public long Seen { get; init; }

    /// <summary>When we last tried it.</summary>
    public long Tried { get; init; }

    /// <summary>When a handshake with it last succeeded.</summary>
    public long Succeeded { get; init; }

    /// <summary>It answered once, and has a place among those that did.</summary>
    public bool IsTried { get; init; }

    /// <summary>Tries since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>Group of the peer that told us of it.</summary>
    public string Source { get; init; } = "";
}
