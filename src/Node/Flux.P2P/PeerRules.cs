using Flux.Consensus.Networks;

namespace Flux.P2P;

/// <summary>What a network's record says about talking to peers; small private networks are quicker and know no tip age.</summary>
public sealed record PeerRules
{
    private const int LowestPeerOfMain = 170002;
    private const int LowestPeerOfTestNet = 170016;

    /// <summary>First four bytes of every frame, in wire order.</summary>
    public required ReadOnlyMemory<byte> MessageStart { get; init; }

    /// <summary>Port assumed where an address names none.</summary>
    public required int DefaultPort { get; init; }

    /// <summary>From this protocol version on nodes know sendheaders, sendcmpct and cmpheaders (chain reference §11.1).</summary>
    public const int CompactVersion = 170021;

    /// <summary>Protocol version that we send; default 170021.</summary>
    public int ProtocolVersion { get; init; } = CompactVersion;

    /// <summary>Height of the last checkpoint; 0 where there is none.</summary>
    public int LastCheckpoint { get; init; }

    /// <summary>Peers that bring new tips first are asked to push the next as compact blocks (own networks).</summary>
    public bool AsksForCompactTips { get; init; }

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

    /// <summary>How often an address that was only told is tried for a moment; default 2 min.</summary>
    public TimeSpan FeelerInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A quiet peer is pinged this often; default 2 min.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A peer that answers no ping, or sends or takes nothing for so long is dropped; default 6 min.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Loopback and private addresses are remembered and passed on (networks on one machine or in one site).</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>
    /// When two nodes have dialled each other at once, the connection that the lower address opened stays and the other is closed (needs
    /// <see cref="P2POptions.External"/> on both sides).
    /// </summary>
    public bool OneConnectionPerNode { get; init; }

    /// <summary>Names that DNS seeds answer to.</summary>
    public IReadOnlyList<string> DnsSeeds { get; init; } = [];

    /// <summary>
    /// The rules of a network. Networks with a tip-age rule are those of the existing daemons and get their limits (chain reference §11.5);
    /// networks of local peers announce at once and try again quickly.
    /// </summary>
    public static PeerRules Of(Network network)
    {
        var spacing = TimeSpan.FromSeconds(network.Work.Spacing);
        var rules = new PeerRules
        {
            MessageStart = network.MessageStart.ToArray(),
            DefaultPort = network.P2PPort,
            LowestPeerVersion = network.IsTestNet ? LowestPeerOfTestNet : LowestPeerOfMain,
            Epochs = [.. network.Upgrades.Named.Where(upgrade => upgrade.Activation.IsScheduled).Select(upgrade => (upgrade.Activation.Height, upgrade.PeerProtocol))],
            Spacing = spacing,
            DnsSeeds = network.DnsSeeds,
            LastCheckpoint = network.Checkpoints.Select(checkpoint => checkpoint.Height).DefaultIfEmpty().Max(),
        };
        rules = network.InitialDownload.MostTipAge is null ? rules with { AsksForCompactTips = true } : rules.WithTipAges(network);
        return network.AllowsLocalPeers ? rules.Quick() : rules;
    }

    private PeerRules WithTipAges(Network network) => this with
    {
        IgnoreGetHeadersDuringInitialDownload = true,
        SingleHeaderPeerAge = TimeSpan.FromHours(24),
        BlockFetchMaxHeaderAge = 20 * TimeSpan.FromSeconds(network.Work.Spacing),
    };

    private PeerRules Quick() => this with
    {
        TrickleInterval = TimeSpan.Zero,
        ResendInterval = TimeSpan.FromSeconds(10),
        LongestRetryPause = TimeSpan.FromSeconds(1),
        PingInterval = TimeSpan.FromSeconds(10),
        SilenceLimit = TimeSpan.FromSeconds(60),
        AskMempoolOnConnect = true,
        AllowPrivateAddresses = true,
        OneConnectionPerNode = true,
    };

    /// <summary>
    /// The version that we announce while our best header is at <paramref name="height"/>: below the last checkpoint one less than
    /// <see cref="CompactVersion"/>, so that fluxd answers with whole headers, which can be verified, instead of compact ones.
    /// </summary>
    public int AnnouncedVersionAt(int height) => height < LastCheckpoint ? Math.Min(ProtocolVersion, CompactVersion - 1) : ProtocolVersion;

    /// <summary>Lowest version of a peer when our tip is at <paramref name="height"/>.</summary>
    public int LowestVersionAt(int height)
    {
        var lowest = LowestPeerVersion;
        foreach (var epoch in Epochs)
            if (height >= epoch.Height) lowest = Math.Max(lowest, epoch.Version);
        return lowest;
    }
}
