using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>Opens sockets to other nodes and finds addresses of names. Failure is normal and never an exception.</summary>
internal sealed partial class Dialer(P2POptions options, MonotonicClock clock, ILogger<Dialer> log)
{
    private int _proxiesMissed;

    /// <summary>A socket that leads to the target, directly or through a proxy, or null.</summary>
    public async Task<Socket?> ConnectAsync(PeerTarget target, CancellationToken cancellationToken)
    {
        if (!IsReachable(target)) return null;
        var proxy = ProxyFor(target);
        var first = proxy?.Address ?? target.Address;
        var socket = new Socket(first.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(proxy is null ? options.ConnectTimeout : options.ConnectTimeout * 4, clock.Provider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (proxy is null && SourceFor(first) is { } source) socket.Bind(new IPEndPoint(source, 0));
            if (proxy is null) await socket.ConnectAsync(first, both.Token).ConfigureAwait(false);
            else await ReachProxyAsync(socket, first, both.Token, cancellationToken).ConfigureAwait(false);
            if (proxy is not null) await Socks5.ConnectAsync(socket, target, proxy.Isolates, both.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            LogUnreachable(target.Name ?? target.Address.ToString(), error.Message);
            socket.Dispose();
            return null;
        }
    }

    // Without it no connection is made at all, so the operator is told, once until it is there again.
    private async Task ReachProxyAsync(Socket socket, IPEndPoint proxy, CancellationToken limit, CancellationToken stopping)
    {
        try
        {
            await socket.ConnectAsync(proxy, limit).ConfigureAwait(false);
            Volatile.Write(ref _proxiesMissed, 0);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested && Interlocked.Exchange(ref _proxiesMissed, 1) == 0) LogProxyUnreachable(proxy, error.Message);
            throw;
        }
    }

    /// <summary>
    /// The first address of <c>host</c>, <c>host:port</c>, <c>1.2.3.4:5</c> or <c>[::1]:5</c>; null when there is none. With a proxy names are left to it.
    /// </summary>
    public async Task<PeerTarget?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        if (TryParse(name, options.Rules.DefaultPort, out var host, out var port) is { } literal) return new PeerTarget(literal);
        if (host.Length == 0) return null;
        var named = PeerTarget.Of(host, port);
        if (named.IsOnion || options.Proxy is not null) return named;
        if (!options.AllowsDns) return null;
        var found = await LookUpAsync(host, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(address => IsReachable(new PeerTarget(new IPEndPoint(address, port)))) is { } address ? new PeerTarget(new IPEndPoint(address, port)) : null;
    }

    /// <summary>True when the operator allows that kind of address and there is a way to it.</summary>
    public bool IsReachable(PeerTarget target)
    {
        if (target.IsOnion) return options.Reachable.HasFlag(ReachableNetworks.Onion) && ProxyFor(target) is not null;
        if (target.Name is not null) return options.Proxy is not null;
        return options.Reachable.HasFlag(target.Address.AddressFamily == AddressFamily.InterNetwork ? ReachableNetworks.IPv4 : ReachableNetworks.IPv6);
    }

    private SocksProxy? ProxyFor(PeerTarget target) => target.IsOnion ? options.OnionProxy ?? options.Proxy : options.Proxy;

    /// <summary>All addresses of a host name; empty when there are none.</summary>
    public async Task<IReadOnlyList<IPAddress>> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            LogUnknownHost(host, error.Message);
            return [];
        }
    }

    /// <summary>The end point when <paramref name="name"/> is an address; otherwise null and the parts (host empty when it is neither).</summary>
    public static IPEndPoint? TryParse(string name, int defaultPort, out string host, out int port)
    {
        (host, port) = (name, defaultPort);
        if (IPAddress.TryParse(name.Trim('[', ']'), out var bare)) return new IPEndPoint(bare, defaultPort);
        var colon = name.LastIndexOf(':');
        if (colon < 0) return null;
        host = name[..colon];
        if (!int.TryParse(name.AsSpan(colon + 1), out port) || port is < 1 or > 65535)
        {
            host = "";
            return null;
        }
        return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? new IPEndPoint(address, port) : null;
    }

    // On one machine each node has its own loopback address: it must leave from it, or all nodes would look the same to others.
    private IPAddress? SourceFor(IPEndPoint target)
    {
        var source = options.OutboundAddress ?? (options.Listen.Count > 0 && IPAddress.IsLoopback(options.Listen[0].Address) ? options.Listen[0].Address : null);
        if (source is null || source.AddressFamily != target.AddressFamily) return null;
        return IPAddress.IsLoopback(source) && !IPAddress.IsLoopback(target.Address) ? null : source;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Cannot connect to {Address}: {Reason}")]
    private partial void LogUnreachable(string address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot reach the proxy {Address}, so no connection is made: {Reason}")]
    private partial void LogProxyUnreachable(IPEndPoint address, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No address for {Host}: {Reason}")]
    private partial void LogUnknownHost(string host, string reason);
}
