namespace Flux.P2P;

/// <summary>What a network's record says about talking to peers; small private networks are quicker and know no tip age.</summary>
public sealed record PeerRules
{
    /// <summary>First four bytes of every frame, in wire order.</summary>
    public required ReadOnlyMemory<byte> MessageStart { get; init; }

    /// <summary>Port assumed where an address names none.</summary>
    public required int DefaultPort { get; init; }

    /// <summary>Protocol version that we send; default 170021.</summary>
    public int ProtocolVersion { get; init; } = 170021;

    /// <summary>Lowest version of a peer at genesis; default 170002.</summary>
    public int LowestPeerVersion { get; init; } = 170002;

    /// <summary>Lowest version of a peer from a height on, lowest height first; empty when <see cref="LowestPeerVersion"/> holds for ever.</summary>
    public IReadOnlyList<(int Height, int Version)> Epochs { get; init; } = [];

    /// <summary>Bodies are fetched only while the best header is not older than this; null: always (own networks). Chain reference §11.5.</summary>
    public TimeSpan? BlockFetchMaxHeaderAge { get; init; }

    /// <summary>Only one peer is asked for headers while the best header is older than this; null: every peer is asked (own networks).</summary>
    public TimeSpan? SingleHeaderPeerAge { get; init; }

    /// <summary>Requests for headers are ignored during the initial download, as fluxd does; own networks always answer.</summary>
    public bool IgnoreGetHeadersDuringInitialDownload { get; init; }

    /// <summary>Target spacing of blocks.</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Mean delay before transactions are announced; zero announces at once (small networks).</summary>
    public TimeSpan TrickleInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often own unconfirmed transactions are announced again; default 15 min.</summary>
    public TimeSpan ResendInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A new peer is asked for its mempool, so that both sides of a healed partition know the same transactions.</summary>
    public bool AskMempoolOnConnect { get; init; }

    /// <summary>Longest pause between attempts to reach a Connect or AddNode address; the first retry comes after a fourth of a second.</summary>
    public TimeSpan LongestRetryPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Loopback and private addresses are remembered and passed on (networks on one machine or in one site).</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Names that DNS seeds answer to.</summary>
    public IReadOnlyList<string> DnsSeeds { get; init; } = [];

    /// <summary>Lowest version of a peer when our tip is at <paramref name="height"/>.</summary>
    public int LowestVersionAt(int height)
    {
        var lowest = LowestPeerVersion;
        foreach (var epoch in Epochs)
            if (height >= epoch.Height) lowest = Math.Max(lowest, epoch.Version);
        return lowest;
    }
}
