using System.Net;
using Flux.P2P.Relay;
using Flux.P2P.Sync;

namespace Flux.P2P.Peers;

/// <summary>One connection to another node. Everything that changes is owned by the <see cref="NetworkLoop"/>; each area has its part.</summary>
internal sealed class Peer(int id, PeerConnection connection, PeerPurpose purpose, string? configuredName, MonotonicClock clock)
{
    /// <summary>Number of the connection, never used twice.</summary>
    public int Id => id;

    public PeerConnection Connection => connection;

    public IPEndPoint Remote => connection.Remote;

    /// <summary>They connected to us.</summary>
    public bool Inbound => purpose == PeerPurpose.Inbound;

    /// <summary>Why it is there.</summary>
    public PeerPurpose Purpose => purpose;

    /// <summary>The host:port that the operator gave; null for others.</summary>
    public string? ConfiguredName => configuredName;

    public TimeSpan ConnectedAt { get; } = clock.Now;

    /// <summary>Random number in our version to this peer.</summary>
    public ulong LocalNonce { get; init; }

    /// <summary>What it told; null until version arrived.</summary>
    public PeerVersion? Version { get; set; }

    /// <summary>It says that it has all blocks.</summary>
    public bool HasBlocks => ((Version?.Services ?? 0) & P2POptions.NetworkService) != 0;

    /// <summary>
    /// From this height on it can be asked for the blocks that it tells of: one that prunes, or began with a snapshot, has what came after it
    /// connected, and may be the only one who has it, having made it.
    /// </summary>
    public int BlocksFrom => HasBlocks ? 0 : Version is { StartHeight: >= 0 and < int.MaxValue } version ? version.StartHeight + 1 : int.MaxValue;

    /// <summary>verack arrived.</summary>
    public bool IsReady { get; set; }

    /// <summary>It was dropped for something that it did or did not do.</summary>
    public bool IsAtFault { get; set; }

    /// <summary>Penalty sum.</summary>
    public int Score { get; set; }

    /// <summary>The session is dealing with a message, so silence is ours and not the peer's. Written by the session.</summary>
    public bool IsBusy
    {
        get => Volatile.Read(ref _isBusy);
        set => Volatile.Write(ref _isBusy, value);
    }

    private bool _isBusy;

    /// <summary>The operator trusts it (-whitelist, -whitebind): it is let in before others, never punished, and bans do not hold for it.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>What it costs us.</summary>
    public PeerLoad Load { get; } = new(clock);

    /// <summary>Its requests that wait for an answer; null before the first message. Owned by its session.</summary>
    public AnswerLane? Answers { get; set; }

    public PeerPings Pings { get; } = new();

    public PeerAddresses Addresses { get; } = new();

    public PeerSync Sync { get; } = new();

    public PeerInventory Inventory { get; } = new(clock);

    public override string ToString() => $"peer {id} ({Remote}{(Inbound ? ", inbound" : "")})";
}
