using System.Net;
using Flux.Primitives;

namespace Flux.P2P;

/// <summary>One connected peer, as getpeerinfo shows it. Times are UTC, null where it never happened.</summary>
public sealed record PeerFacts
{
    /// <summary>Number of the connection, never used twice.</summary>
    public required int Id { get; init; }

    /// <summary>Address and port of the other side.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>Our side of the connection.</summary>
    public IPEndPoint? LocalAddress { get; init; }

    /// <summary>The host:port that the operator gave, for Connect and AddNode peers.</summary>
    public string? ConfiguredName { get; init; }

    /// <summary>They connected to us.</summary>
    public required bool Inbound { get; init; }

    /// <summary>version and verack were exchanged.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Service bits they announced.</summary>
    public ulong Services { get; init; }

    /// <summary>Their protocol version; 0 before version arrived.</summary>
    public int Version { get; init; }

    /// <summary>Their user agent.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Their height when they connected; -1 when not told.</summary>
    public int StartingHeight { get; init; } = -1;

    /// <summary>They want loose transactions.</summary>
    public bool RelayTransactions { get; init; }

    /// <summary>The operator trusts it: never punished.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>Addresses of nodes that it told and that were looked at.</summary>
    public long AddressesProcessed { get; init; }

    /// <summary>Addresses that it told beyond what one peer may tell, and that were not looked at.</summary>
    public long AddressesRateLimited { get; init; }

    /// <summary>Penalty sum.</summary>
    public int BanScore { get; init; }

    /// <summary>Last header that we know they have; null when none.</summary>
    public BlockHash? BestKnownBlock { get; init; }

    /// <summary>Height of the last header in common; -1 when not known.</summary>
    public int SyncedHeaders { get; init; } = -1;

    /// <summary>Height of the last block in common; -1 when not known.</summary>
    public int SyncedBlocks { get; init; } = -1;

    /// <summary>Heights of blocks in flight from this peer.</summary>
    public IReadOnlyList<int> InFlight { get; init; } = [];

    /// <summary>Bytes sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes received.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Messages that came from it.</summary>
    public long Messages { get; init; }

    /// <summary>Wall time spent dealing with its messages.</summary>
    public TimeSpan BusyTime { get; init; }

    /// <summary>Bytes that we hold for it: what waits to be sent or answered, a message that has not come whole, compact blocks that wait for transactions, what it knows and is to be told.</summary>
    public long HeldBytes { get; init; }

    /// <summary>Connected since.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>Last bytes sent.</summary>
    public DateTimeOffset? LastSend { get; init; }

    /// <summary>Last bytes received.</summary>
    public DateTimeOffset? LastReceive { get; init; }

    /// <summary>Round trip of the last ping.</summary>
    public TimeSpan? PingTime { get; init; }

    /// <summary>Time since an unanswered ping was sent.</summary>
    public TimeSpan? PingWait { get; init; }

    /// <summary>Their clock minus ours at the handshake, seconds.</summary>
    public long TimeOffsetSeconds { get; init; }
}
