using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flux.P2P.Tests.Support;

/// <summary>A SOCKS5 proxy of the test, written from RFC 1928: leads every connection to one place and writes down what it was asked for.</summary>
internal sealed class SocksServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IPEndPoint _leadsTo;
    private readonly byte _reply;
    private readonly bool _wantsCredentials;
    private readonly Task _accepting;
    private readonly List<Task> _sessions = [];
    private readonly CancellationTokenSource _stop = new();

    public SocksServer(IPEndPoint leadsTo, byte reply = 0, bool wantsCredentials = true)
    {
        (_leadsTo, _reply, _wantsCredentials) = (leadsTo, reply, wantsCredentials);
        _listener.Bind(new IPEndPoint(TestNode.NewAddress(), 0));
        _listener.Listen();
        _accepting = Task.Run(AcceptAsync);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>host:port of each request.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>User names that were given.</summary>
    public List<string> Users { get; } = [];

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                _sessions.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var client = new NetworkStream(socket, ownsSocket: true);
            var greeting = await ReadAsync(client, 2);
            var methods = await ReadAsync(client, greeting[1]);
            var method = _wantsCredentials && methods.Contains((byte)2) ? (byte)2 : (byte)0;
            await client.WriteAsync(new byte[] { 5, method });
            if (method == 2)
            {
                var user = await ReadTextAsync(client, (await ReadAsync(client, 2))[1]);
                await ReadTextAsync(client, (await ReadAsync(client, 1))[0]);
                lock (Users) Users.Add(user);
                await client.WriteAsync(new byte[] { 1, 0 });
            }
            var request = await ReadAsync(client, 4);
            var host = request[3] switch
            {
                1 => new IPAddress(await ReadAsync(client, 4)).ToString(),
                4 => new IPAddress(await ReadAsync(client, 16)).ToString(),
                _ => await ReadTextAsync(client, (await ReadAsync(client, 1))[0]),
            };
            var port = await ReadAsync(client, 2);
            lock (Asked) Asked.Add($"{host}:{(port[0] << 8) | port[1]}");
            await client.WriteAsync(new byte[] { 5, _reply, 0, 1, 0, 0, 0, 0, 0, 0 });
            if (_reply == 0) await LeadAsync(client);
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
        {
            // One side has ended.
        }
    }

    private async Task LeadAsync(NetworkStream client)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_leadsTo, _stop.Token);
        await using var target = new NetworkStream(socket);
        await Task.WhenAny(client.CopyToAsync(target, _stop.Token), target.CopyToAsync(client, _stop.Token));
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<string> ReadTextAsync(NetworkStream stream, int count) => Encoding.ASCII.GetString(await ReadAsync(stream, count));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }
}
