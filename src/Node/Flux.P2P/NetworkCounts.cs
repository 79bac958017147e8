namespace Flux.P2P;

/// <summary>The network in numbers, as of the last second.</summary>
public sealed record NetworkCounts
{
    /// <summary>Connections that others opened, handshake done.</summary>
    public int Inbound { get; init; }

    /// <summary>Connections that this node opened, handshake done.</summary>
    public int Outbound { get; init; }

    /// <summary>Blocks that were asked for and have not come.</summary>
    public int BlocksInFlight { get; init; }

    /// <summary>Bans in force.</summary>
    public int Bans { get; init; }

    /// <summary>Known addresses of nodes.</summary>
    public int KnownAddresses { get; init; }

    /// <summary>Those that answered once.</summary>
    public int TriedAddresses { get; init; }

    /// <summary>Transactions whose parents are missing.</summary>
    public int OrphanTransactions { get; init; }

    /// <summary>Connections ended since the start for something the peer did or did not do.</summary>
    public long DroppedAtFault { get; init; }

    /// <summary>Bytes held for all peers.</summary>
    public long HeldBytes { get; init; }
}
