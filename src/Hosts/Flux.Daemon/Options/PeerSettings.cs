using System.Net;
using Flux.P2P;

namespace Flux.Daemon.Options;

/// <summary>Settings of fluxd about other nodes. Names in the comments are those of the command line.</summary>
internal sealed record PeerSettings
{
    /// <summary>-bind and -port: where peers connect to; empty with -listen=0 (the default behind -proxy).</summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; init; } = [];

    /// <summary>-addnode (host:port): peers to keep trying.</summary>
    public IReadOnlyList<string> AddNodes { get; init; } = [];

    /// <summary>-connect (host:port): only these peers.</summary>
    public IReadOnlyList<string> ConnectOnly { get; init; } = [];

    /// <summary>-seednode (host:port): asked for addresses at the start, and left.</summary>
    public IReadOnlyList<string> SeedNodes { get; init; } = [];

    /// <summary>-dnsseed: ask DNS seeds when few addresses are known; default on, off with -connect.</summary>
    public bool UsesDnsSeeds { get; init; } = true;

    /// <summary>-forcednsseed: ask them at every start; default off.</summary>
    public bool ForcesDnsSeeds { get; init; }

    /// <summary>-dns: names may be looked up; default on.</summary>
    public bool AllowsDns { get; init; } = true;

    /// <summary>-proxy (address:port): SOCKS5 proxy of every outgoing connection; -proxyrandomize: other credentials for each, default on.</summary>
    public SocksProxy? Proxy { get; init; }

    /// <summary>-onion (address:port): SOCKS5 proxy of onion names; default -proxy.</summary>
    public SocksProxy? OnionProxy { get; init; }

    /// <summary>-onlynet (ipv4, ipv6, onion; may be repeated): kinds of addresses that are dialled; default all.</summary>
    public ReachableNetworks Reachable { get; init; } = ReachableNetworks.All;

    /// <summary>-maxconnections, 1 … 1000; default 125.</summary>
    public int MaxConnections { get; init; } = 125;

    /// <summary>-timeout: how long a connection may take to be made, in ms, 1 … 600000; default 5000.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>-banscore, 1 … 1000000; default 100.</summary>
    public int BanScore { get; init; } = 100;

    /// <summary>-bantime in seconds, 1 … 315360000; default 86400.</summary>
    public TimeSpan BanTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>-whitelist (address or address/bits): peers that are never punished.</summary>
    public IReadOnlyList<IPNetwork> Trusted { get; init; } = [];

    /// <summary>-peerbloomfilters: serve bloom filters (service bit 4); default on.</summary>
    public bool ServesFilters { get; init; } = true;
}
