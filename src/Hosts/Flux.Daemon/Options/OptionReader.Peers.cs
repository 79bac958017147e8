using System.Net;
using System.Net.Sockets;
using Flux.Consensus.Networks;
using Flux.P2P;

namespace Flux.Daemon.Options;

/// <summary>The settings about other nodes.</summary>
internal sealed partial class OptionReader
{
    internal static readonly string[] NamesOfPeers =
    [
        "listen", "bind", "port", "addnode", "connect", "seednode", "dnsseed", "forcednsseed", "dns", "proxy", "proxyrandomize", "onion", "onlynet", "maxconnections",
        "timeout", "banscore", "bantime", "whitelist", "peerbloomfilters", "persistmempool", "metricsport", "metricsbind",
    ];

    private PeerSettings ReadPeers(Network network)
    {
        var only = Names("connect", network.P2PPort);
        var isolates = Flag("proxyrandomize", true);
        var proxy = Proxy("proxy", isolates);
        return new PeerSettings
        {
            Endpoints = ReadPeerEndpoints(network, proxy),
            AddNodes = Names("addnode", network.P2PPort),
            ConnectOnly = only,
            SeedNodes = Names("seednode", network.P2PPort),
            UsesDnsSeeds = Flag("dnsseed", only.Count == 0),
            ForcesDnsSeeds = Flag("forcednsseed", false),
            AllowsDns = Flag("dns", true),
            Proxy = proxy,
            OnionProxy = Proxy("onion", isolates),
            Reachable = ReadReachable(),
            MaxConnections = Number("maxconnections", 125, 1, 1000),
            ConnectTimeout = TimeSpan.FromMilliseconds(Number("timeout", 5_000, 1, 600_000)),
            BanScore = Number("banscore", 100, 1, 1_000_000),
            BanTime = TimeSpan.FromSeconds(Number("bantime", 86_400, 1, 315_360_000)),
            Trusted = Subnets("whitelist"),
            ServesFilters = Flag("peerbloomfilters", true),
        };
    }

    // Behind a proxy nobody is to find out where we are, so we do not listen unless told to.
    private List<IPEndPoint> ReadPeerEndpoints(Network network, SocksProxy? proxy)
    {
        if (!Flag("listen", proxy is null)) return [];
        var port = Number("port", network.P2PPort, 1, 65535);
        var binds = _raw.All("bind");
        return [.. (binds.Count == 0 ? Everywhere(network) : binds).Select(b => Endpoint("bind", b, port)).OfType<IPEndPoint>()];
    }

    private static string[] Everywhere(Network network) => network.AllowsLocalPeers || !Socket.OSSupportsIPv6 ? ["0.0.0.0"] : ["0.0.0.0", "::"];

    private SocksProxy? Proxy(string name, bool isolates) =>
        _raw.Last(name) is { Length: > 0 } text and not "0" && Endpoint(name, text, 9050) is { } address ? new SocksProxy(address, isolates) : null;

    private ReachableNetworks ReadReachable()
    {
        var named = _raw.All("onlynet");
        if (named.Count == 0) return ReachableNetworks.All;
        var reachable = ReachableNetworks.None;
        foreach (var name in named)
        {
            if (Enum.TryParse<ReachableNetworks>(name, ignoreCase: true, out var one) && one is ReachableNetworks.IPv4 or ReachableNetworks.IPv6 or ReachableNetworks.Onion) reachable |= one;
            else _problems.Add($"onlynet={name}: must be ipv4, ipv6 or onion");
        }
        return reachable;
    }

    private List<IPNetwork> Subnets(string name)
    {
        var subnets = new List<IPNetwork>();
        foreach (var text in _raw.All(name))
        {
            if (Rpc.Http.RpcAllowList.TryParse(text, out var subnet)) subnets.Add(subnet);
            else _problems.Add($"{name}={text}: neither an address nor address/bits");
        }
        return subnets;
    }

    /// <summary>Addresses and names with or without port; each comes back with one.</summary>
    private List<string> Names(string name, int defaultPort)
    {
        var found = new List<string>();
        foreach (var text in _raw.All(name))
        {
            // In this order: a bare address is read as an end point with port 0, and an end point as a bare address without its port.
            if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port != 0) found.Add(endpoint.ToString());
            else if (IPAddress.TryParse(text, out var bare)) found.Add(new IPEndPoint(bare, defaultPort).ToString());
            else if (IsHost(text, defaultPort, out var host)) found.Add(host);
            else _problems.Add($"{name}={text}: must be an address or a host name, with or without :port");
        }
        return found;
    }

    private static bool IsHost(string text, int defaultPort, out string host)
    {
        var parts = text.Split(':');
        host = $"{parts[0]}:{(parts.Length > 1 ? parts[1] : defaultPort)}";
        return parts.Length <= 2 && Uri.CheckHostName(parts[0]) == UriHostNameType.Dns && (parts.Length == 1 || (ushort.TryParse(parts[1], out var port) && port != 0));
    }
}
