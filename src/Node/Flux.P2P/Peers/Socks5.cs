using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Flux.P2P.Peers;

/// <summary>The client side of SOCKS5 (RFC 1928, with the user name and password of RFC 1929): asks a proxy to connect to a host.</summary>
internal static class Socks5
{
    private const byte Version = 5;
    private const byte NoCredentials = 0;
    private const byte UserAndPassword = 2;
    private const byte ConnectCommand = 1;
    private const byte KindIPv4 = 1;
    private const byte KindName = 3;
    private const byte KindIPv6 = 4;
    private const int LongestName = 255;

    /// <summary>Returns when the proxy has connected. Names are sent as they are and resolved by the proxy.</summary>
    /// <exception cref="IOException">The proxy refuses or does not speak SOCKS5; the message says why.</exception>
    public static async Task ConnectAsync(Socket proxy, PeerTarget target, bool isolate, CancellationToken cancellationToken)
    {
        await SendAsync(proxy, isolate ? [Version, 2, NoCredentials, UserAndPassword] : [Version, 1, NoCredentials], cancellationToken).ConfigureAwait(false);
        var method = await ReadAsync(proxy, 2, cancellationToken).ConfigureAwait(false);
        if (method[0] != Version) throw new IOException($"the proxy speaks version {method[0]}, not SOCKS5");
        if (method[1] == UserAndPassword && isolate) await IdentifyAsync(proxy, cancellationToken).ConfigureAwait(false);
        else if (method[1] != NoCredentials) throw new IOException("the proxy wants a way to identify that is not offered");
        await SendAsync(proxy, [Version, ConnectCommand, 0, .. HostOf(target), (byte)(target.Address.Port >> 8), (byte)target.Address.Port], cancellationToken).ConfigureAwait(false);
        await ReadReplyAsync(proxy, cancellationToken).ConfigureAwait(false);
    }

    // Other credentials for each connection: Tor keeps connections with different ones on different circuits.
    private static async Task IdentifyAsync(Socket proxy, CancellationToken cancellationToken)
    {
        var word = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(16));
        await SendAsync(proxy, [1, (byte)word.Length, .. word, (byte)word.Length, .. word], cancellationToken).ConfigureAwait(false);
        if ((await ReadAsync(proxy, 2, cancellationToken).ConfigureAwait(false))[1] != 0) throw new IOException("the proxy does not take the credentials");
    }

    private static byte[] HostOf(PeerTarget target)
    {
        if (target.Name is { } name)
        {
            var bytes = Encoding.ASCII.GetBytes(name);
            return bytes.Length <= LongestName ? [KindName, (byte)bytes.Length, .. bytes] : throw new IOException($"a name of {bytes.Length} bytes is too long for a proxy");
        }
        var address = target.Address.Address.GetAddressBytes();
        return [target.Address.AddressFamily == AddressFamily.InterNetwork ? KindIPv4 : KindIPv6, .. address];
    }

    private static async Task ReadReplyAsync(Socket proxy, CancellationToken cancellationToken)
    {
        var head = await ReadAsync(proxy, 4, cancellationToken).ConfigureAwait(false);
        if (head[0] != Version) throw new IOException("the proxy answers with another version");
        if (head[1] != 0) throw new IOException($"the proxy cannot connect: {ReasonOf(head[1])}");
        var rest = head[3] switch
        {
            KindIPv4 => 4,
            KindIPv6 => 16,
            KindName => (await ReadAsync(proxy, 1, cancellationToken).ConfigureAwait(false))[0],
            _ => throw new IOException($"the proxy answers with an address of kind {head[3]}"),
        };
        await ReadAsync(proxy, rest + 2, cancellationToken).ConfigureAwait(false);
    }

    private static string ReasonOf(byte code) => code switch
    {
        1 => "general failure",
        2 => "not allowed",
        3 => "network unreachable",
        4 => "host unreachable",
        5 => "connection refused",
        6 => "time to live expired",
        7 => "command not supported",
        8 => "address kind not supported",
        _ => $"code {code}",
    };

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken cancellationToken)
    {
        for (var rest = bytes.AsMemory(); rest.Length > 0;) rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(at), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (read == 0) throw new IOException("the proxy closed the connection");
            at += read;
        }
        return bytes;
    }
}
