using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>Opens sockets to other nodes and finds addresses of names. Failure is normal and never an exception.</summary>
internal sealed partial class Dialer(P2POptions options, MonotonicClock clock, ILogger<Dialer> log)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    /// <summary>A connected socket, or null.</summary>
    public async Task<Socket?> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(ConnectLimit, clock.Provider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (SourceFor(address) is { } source) socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(address, both.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            LogUnreachable(address, error.Message);
            socket.Dispose();
            return null;
        }
    }

    /// <summary>The first address of <c>host</c>, <c>host:port</c>, <c>1.2.3.4:5</c> or <c>[::1]:5</c>; null when there is none.</summary>
    public async Task<IPEndPoint?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        if (TryParse(name, options.Rules.DefaultPort, out var host, out var port) is { } literal) return literal;
        if (host.Length == 0) return null;
        var found = await LookUpAsync(host, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? new IPEndPoint(found[0], port) : null;
    }

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
    private partial void LogUnreachable(IPEndPoint address, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No address for {Host}: {Reason}")]
    private partial void LogUnknownHost(string host, string reason);
}
