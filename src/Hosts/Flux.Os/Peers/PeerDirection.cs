namespace Flux.Os.Peers;

/// <summary>Who opened a connection.</summary>
public enum PeerDirection
{
    /// <summary>They did.</summary>
    Inbound,

    /// <summary>We did.</summary>
    Outbound,
}
