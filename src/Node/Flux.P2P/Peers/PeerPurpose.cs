namespace Flux.P2P.Peers;

/// <summary>Why a connection is there.</summary>
internal enum PeerPurpose
{
    /// <summary>They connected to us.</summary>
    Inbound,

    /// <summary>Chosen from the address book.</summary>
    Outbound,

    /// <summary>Named by the operator: connect, addnode, or once over RPC.</summary>
    Configured,

    /// <summary>Only to see whether an address of the book answers; ends with the handshake (chain reference §11.3).</summary>
    Feeler,

    /// <summary>Only to ask for addresses; ends when they came.</summary>
    Seed,
}
