using System.Net;

namespace Flux.P2P;

/// <summary>Settings of a <see cref="PeerNetwork"/>. Times are spans, sizes are bytes.</summary>
public sealed record P2POptions
{
    /// <summary>Service bit of a node that has all blocks.</summary>
    public const ulong NetworkService = 1;

    /// <summary>Service bit of a node that serves bloom filters.</summary>
    public const ulong BloomService = 4;

    /// <summary>The network's rules for peers, built from its record.</summary>
    public required PeerRules Rules { get; init; }

    /// <summary>Where peers.json and bans.json live; null keeps both in memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Addresses to listen on; port 0 lets the system choose. Empty: no incoming connections.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    /// <summary>Those of <see cref="Listen"/> whose peers are trusted like <see cref="Trusted"/>.</summary>
    public IReadOnlyList<IPEndPoint> TrustedListen { get; init; } = [];

    /// <summary>Address that outgoing connections leave from; null lets the system choose.</summary>
    public IPAddress? OutboundAddress { get; init; }

    /// <summary>Our addresses as others reach them, sent in version and addr; empty sends zeros.</summary>
    public IReadOnlyList<IPEndPoint> External { get; init; } = [];

    /// <summary>Names (host:port) whose addresses are ours; looked up at the start and once an hour.</summary>
    public IReadOnlyList<string> ExternalNames { get; init; } = [];

    /// <summary>Ask the router by NAT-PMP to lead the listening port here; default off.</summary>
    public bool MapsByNatPmp { get; init; }

    /// <summary>The same by UPnP; default off.</summary>
    public bool MapsByUpnp { get; init; }

    /// <summary>The router that is asked by NAT-PMP; null: the default gateway. For tests.</summary>
    internal IPEndPoint? NatPmpRouter { get; init; }

    /// <summary>Where UPnP routers are looked for; null: the multicast address. For tests.</summary>
    internal IPEndPoint? UpnpSearch { get; init; }

    /// <summary>Connect only to these (host:port), and keep trying. Not empty: no other outgoing connections are made.</summary>
    public IReadOnlyList<string> Connect { get; init; } = [];

    /// <summary>Stay connected to these (host:port) besides the others.</summary>
    public IReadOnlyList<string> AddNode { get; init; } = [];

    /// <summary>Ask these (host:port) for addresses at the start, and leave.</summary>
    public IReadOnlyList<string> SeedNodes { get; init; } = [];

    /// <summary>Ask the network's DNS seeds when the address book is empty; default on.</summary>
    public bool UsesDnsSeeds { get; init; } = true;

    /// <summary>Ask them at every start; default off.</summary>
    public bool ForcesDnsSeeds { get; init; }

    /// <summary>Names may be looked up; default on.</summary>
    public bool AllowsDns { get; init; } = true;

    /// <summary>Every outgoing connection goes through it, and names are resolved by it; null: none.</summary>
    public SocksProxy? Proxy { get; init; }

    /// <summary>The one for onion names; null: <see cref="Proxy"/>.</summary>
    public SocksProxy? OnionProxy { get; init; }

    /// <summary>Kinds of addresses that are dialled; default all.</summary>
    public ReachableNetworks Reachable { get; init; } = ReachableNetworks.All;

    /// <summary>How long a connection may take to be made; default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Peers of these subnets are let in before others and never punished, and bans do not hold for them.</summary>
    public IReadOnlyList<IPNetwork> Trusted { get; init; } = [];

    /// <summary>Sent in version; at most 256 bytes.</summary>
    public string UserAgent { get; init; } = "/FluxSharp:0.1.0/";

    /// <summary>Service bits sent in version; default 5 (1 full blocks, 4 bloom filters).</summary>
    public ulong Services { get; init; } = NetworkService | BloomService;

    /// <summary>Peers may load bloom filters.</summary>
    public bool OffersFilters => (Services & BloomService) != 0;

    /// <summary>Connections of both directions; default 125.</summary>
    public int MaxConnections { get; init; } = 125;

    /// <summary>Outgoing connections chosen from known addresses; default 16. Connect and AddNode are not counted.</summary>
    public int MaxOutbound { get; init; } = 16;

    /// <summary>Penalty sum at which a peer is dropped and banned; default 100.</summary>
    public int BanScore { get; init; } = 100;

    /// <summary>How long a ban by score lasts; default 24 h.</summary>
    public TimeSpan BanTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Transactions without known parents that are kept; 0 keeps none; default 100.</summary>
    public int MaxOrphans { get; init; } = 100;

    /// <summary>False starts with the network switched off: no connections until it is switched on; default true.</summary>
    public bool Active { get; init; } = true;
}
