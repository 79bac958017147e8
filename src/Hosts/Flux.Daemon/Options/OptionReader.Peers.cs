using System.Net;
using System.Net.Sockets;
using Flux.Consensus.Networks;
using Flux.P2P;

namespace Flux.Daemon.Options;

/// <summary>The settings about other nodes.</summary>
internal sealed partial class OptionReader
{
    /// <summary>Outgoing connections that the node chooses, where that many are allowed.</summary>
    private const int MostOutbound = 16;

    internal static readonly string[] NamesOfPeers =
    [
        "listen", "bind", "port", "addnode", "connect", "seednode", "dnsseed", "forcednsseed", "dns", "proxy", "proxyrandomize", "onion", "onlynet", "maxconnections",
        "timeout", "banscore", "bantime", "whitelist", "whitebind", "maxorphantx", "peerbloomfilters", "upnp", "natpmp", "persistmempool", "metricsport", "metricsbind",
    ];

    private const int MostOrphans = 100_000;

    private P2POptions ReadPeers(Network network)
    {
        var only = Names("connect", network.P2PPort);
        var most = Number("maxconnections", 125, 1, 1000);
        var isolates = Flag("proxyrandomize", true);
        var proxy = Proxy("proxy", isolates);
        var onion = Proxy("onion", isolates);
        var (endpoints, trustedEndpoints) = ReadPeerEndpoints(network, isOpen: proxy is null && only.Count == 0);
        var (external, externalNames) = ReadExternal(endpoints.Count > 0 ? endpoints[0].Port : network.P2PPort, proxy);
        var options = new P2POptions
        {
            Rules = PeerRules.Of(network),
            Listen = endpoints,
            TrustedListen = trustedEndpoints,
            // On one machine each node has its own loopback address, which is how others tell them apart.
            OutboundAddress = network.AllowsLocalPeers && endpoints.Count > 0 ? endpoints[0].Address : null,
            External = external,
            ExternalNames = externalNames,
            MapsByUpnp = ReadMapping("upnp", endpoints),
            MapsByNatPmp = ReadMapping("natpmp", endpoints),
            AddNode = Names("addnode", network.P2PPort),
            Connect = only,
            SeedNodes = Names("seednode", network.P2PPort),
            UsesDnsSeeds = Flag("dnsseed", only.Count == 0),
            ForcesDnsSeeds = Flag("forcednsseed", false),
            AllowsDns = Flag("dns", true),
            Proxy = proxy,
            OnionProxy = onion,
            Reachable = ReadReachable(),
            MaxConnections = most,
            MaxOutbound = Math.Min(MostOutbound, most),
            ConnectTimeout = TimeSpan.FromMilliseconds(Number("timeout", 5_000, 1, 600_000)),
            BanScore = Number("banscore", 100, 1, 1_000_000),
            BanTime = TimeSpan.FromSeconds(Number("bantime", 86_400, 1, 315_360_000)),
            Trusted = Subnets("whitelist"),
            MaxOrphans = Number("maxorphantx", 100, 0, MostOrphans),
            Services = P2POptions.NetworkService | (Flag("peerbloomfilters", true) ? P2POptions.BloomService : 0),
        };
        CheckOnions(options);
        return options;
    }

    // Addresses as they are; names are looked up by the running node. With fluxnode=1 a port is that of FluxOS, and goes into the CONFIRM only.
    private (List<IPEndPoint> Addresses, List<string> Names) ReadExternal(int port, SocksProxy? proxy)
    {
        var (addresses, names) = (new List<IPEndPoint>(), new List<string>());
        var isFluxNode = Flag("fluxnode", Flag("zelnode", false));
        foreach (var text in _raw.All("externalip"))
        {
            if (ParseAddress(text, port) is { } address)
            {
                if (address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any)) _problems.Add($"externalip={text}: nobody can reach that address");
                else addresses.Add(isFluxNode ? new IPEndPoint(address.Address, port) : address);
            }
            else if (!IsHost(text, port, out var host)) _problems.Add($"externalip={text}: must be an address or a host name, with or without :port");
            else if (IsOnion(host)) _problems.Add($"externalip={text}: the protocol has no room for onion addresses; point the onion service at port {port} and give its name to others");
            else if (isFluxNode) _problems.Add($"externalip={text}: fluxnode=1 needs an address, as the CONFIRM carries it as it is");
            else if (proxy is not null || !Flag("dns", true)) _problems.Add($"externalip={text}: a name cannot be looked up with {(proxy is null ? "dns=0" : "proxy")}; give the address");
            else names.Add(host);
        }
        return (addresses, names);
    }

    private bool ReadMapping(string name, List<IPEndPoint> endpoints)
    {
        var wanted = Flag(name, false);
        if (wanted && !endpoints.Exists(endpoint => endpoint.AddressFamily == AddressFamily.InterNetwork)) _problems.Add($"{name}=1 needs listen=1 and an IPv4 address in bind: there is no port that a router could lead here");
        return wanted;
    }

    private void CheckOnions(P2POptions options)
    {
        var hasProxy = (options.OnionProxy ?? options.Proxy) is not null;
        if (options.Reachable == ReachableNetworks.Onion && !hasProxy) _problems.Add("onlynet=onion needs onion or proxy: the address of a SOCKS5 proxy that leads to Tor");
        foreach (var (name, hosts) in new[] { ("addnode", options.AddNode), ("connect", options.Connect), ("seednode", options.SeedNodes) })
        {
            foreach (var host in hosts.Where(IsOnion))
            {
                if (!hasProxy) _problems.Add($"{name}={host}: an onion address needs onion or proxy: the address of a SOCKS5 proxy that leads to Tor");
                else if (!IsOnionName(host[..host.LastIndexOf(':')])) _problems.Add($"{name}={host}: an onion name has 56 letters a-z and digits 2-7 before .onion (version 3)");
            }
        }
    }

    private static bool IsOnion(string host) => host[..host.LastIndexOf(':')].EndsWith(".onion", StringComparison.OrdinalIgnoreCase);

    private static bool IsOnionName(string name) => name.Split('.') is [{ Length: 56 } label, _] && label.All(letter => char.ToLowerInvariant(letter) is (>= 'a' and <= 'z') or (>= '2' and <= '7'));

    // Behind a proxy nobody is to find out where we are, and with connect nobody else is wanted, so we do not listen unless told to: by listen, or
    // by naming an address.
    private (List<IPEndPoint> All, List<IPEndPoint> Trusted) ReadPeerEndpoints(Network network, bool isOpen)
    {
        var (binds, trustedBinds) = (_raw.All("bind"), _raw.All("whitebind"));
        var isNamed = binds.Count + trustedBinds.Count > 0;
        if (!Flag("listen", isOpen || isNamed)) return ([], []);
        var port = Number("port", network.P2PPort, 1, 65535);
        var trusted = trustedBinds.Select(ReadTrustedEndpoint).OfType<IPEndPoint>().ToList();
        var open = (isNamed ? binds : Everywhere(network)).Select(b => Endpoint("bind", b, port)).OfType<IPEndPoint>().ToList();
        foreach (var twice in open.Intersect(trusted)) _problems.Add($"whitebind={twice}: is in bind, too; peers are trusted there or they are not");
        return ([.. open, .. trusted], trusted);
    }

    // With the port, as in fluxd: the usual one is most often that of bind.
    private IPEndPoint? ReadTrustedEndpoint(string text)
    {
        if (ParseAddress(text, 0) is { Port: > 0 } endpoint) return endpoint;
        _problems.Add($"whitebind={text}: must be address:port");
        return null;
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
            if (ParseAddress(text, defaultPort) is { } address) found.Add(address.ToString());
            else if (IsHost(text, defaultPort, out var host)) found.Add(host);
            else _problems.Add($"{name}={text}: must be an address or a host name, with or without :port");
        }
        return found;
    }

    /// <summary>What connect and addnode take: 1.2.3.4, [2a00::1]:5, a host name, each with or without a port.</summary>
    public static bool IsAddressOrHost(string text) => ParseAddress(text, defaultPort: 1) is not null || IsHost(text, defaultPort: 1, out _);

    // In this order: a bare address is read as an end point with port 0, and an end point as a bare address without its port.
    private static IPEndPoint? ParseAddress(string text, int defaultPort)
    {
        if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port != 0) return endpoint;
        return IPAddress.TryParse(text, out var bare) ? new IPEndPoint(bare, defaultPort) : null;
    }

    private static bool IsHost(string text, int defaultPort, out string host)
    {
        var parts = text.Split(':');
        host = $"{parts[0]}:{(parts.Length > 1 ? parts[1] : defaultPort)}";
        return parts.Length <= 2 && Uri.CheckHostName(parts[0]) == UriHostNameType.Dns && (parts.Length == 1 || (ushort.TryParse(parts[1], out var port) && port != 0));
    }
}
