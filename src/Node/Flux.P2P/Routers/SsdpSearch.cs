using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flux.P2P.Routers;

/// <summary>
/// Looks for UPnP routers on the local network (UPnP Device Architecture 1.1, 1.3.2). Anybody there can answer, so an answer counts only where its
/// description lies on the machine that sent it, and there are bounds on everything.
/// </summary>
/// <param name="target">Where to ask: the multicast address, or the responder of a test.</param>
internal sealed class SsdpSearch(IPEndPoint target, TimeProvider time)
{
    private const int MostDatagrams = 64;
    private const int MostRouters = 4;
    private const int LongestAnswer = 2048;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] Wanted = ["urn:schemas-upnp-org:device:InternetGatewayDevice:1", "urn:schemas-upnp-org:device:InternetGatewayDevice:2"];

    public static IPEndPoint Multicast { get; } = new(new IPAddress(new byte[] { 239, 255, 255, 250 }), 1900);

    /// <summary>Where the descriptions of routers are, in the order of their answers. Ends early when nobody needs more.</summary>
    public async IAsyncEnumerable<Uri> FindAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 2);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        foreach (var kind in Wanted) await socket.SendToAsync(Question(kind), SocketFlags.None, target, cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var found = new HashSet<Uri>();
        var buffer = new byte[LongestAnswer];
        for (var i = 0; i < MostDatagrams && found.Count < MostRouters; i++)
        {
            if (await ReceiveAsync(socket, buffer, either.Token).ConfigureAwait(false) is not { } received) break;
            if (LocationOf(buffer.AsSpan(0, received.Length), received.From) is { } location && found.Add(location)) yield return location;
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>The description that an answer names; null when it is none of ours, or lies elsewhere than its sender.</summary>
    public static Uri? LocationOf(ReadOnlySpan<byte> answer, IPAddress sender)
    {
        var lines = Encoding.ASCII.GetString(answer).Split("\r\n", 64);
        if (!lines[0].StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) return null;
        var text = lines.Select(line => line.Split(':', 2)).FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim().Equals("location", StringComparison.OrdinalIgnoreCase))?[1].Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var location) || location.Scheme != Uri.UriSchemeHttp || location.UserInfo.Length > 0) return null;
        return IPAddress.TryParse(location.Host, out var host) && host.Equals(sender) ? location : null;
    }

    private static async Task<(int Length, IPAddress From)?> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), cancellationToken).ConfigureAwait(false);
                return (received.ReceivedBytes, ((IPEndPoint)received.RemoteEndPoint).Address);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.MessageSize)
            {
                return (0, IPAddress.None);
            }
        }
    }

    private byte[] Question(string kind) => Encoding.ASCII.GetBytes(
        $"M-SEARCH * HTTP/1.1\r\nHOST: {target}\r\nMAN: \"ssdp:discover\"\r\nMX: 2\r\nST: {kind}\r\n\r\n");
}
