using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Flux.Apps.Messages;

namespace Flux.Os.Tests.Support;

/// <summary>A node of the existing network as its gossip looks on the wire: its handshake headers and its text frames (FluxOS reference §4.5).</summary>
internal sealed class ForeignPeer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<string> _frames = new();
    private Task _reading = Task.CompletedTask;
    private HttpMessageInvoker? _invoker;

    /// <summary>Frames received, without their time stamps.</summary>
    public IReadOnlyList<string> Frames => [.. _frames];

    public int? CloseCode => _socket.CloseStatus is { } status ? (int)status : null;

    public static async Task<ForeignPeer> DialAsync(NodeAddress address, int ownPort, string from = "127.0.0.1", bool isReconnect = false)
    {
        var peer = new ForeignPeer();
        if (isReconnect) peer._socket.Options.SetRequestHeader("X-Flux-Reconnect", "true");
        peer._socket.Options.SetRequestHeader("X-Flux-Capabilities", "transmissionTimestamps,peerExchange,binaryMessages,appStateSync");
        peer._socket.Options.SetRequestHeader("X-Flux-Version", "8.17.0");
        peer._socket.Options.SetRequestHeader("X-Flux-Uptime", "100000");
        peer._invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        await peer._socket.ConnectAsync(new Uri($"ws://{address}/ws/flux/{ownPort}"), peer._invoker, CancellationToken.None);
        peer._reading = peer.ReadAsync();
        return peer;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task SendBinaryAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _invoker?.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                // Whoever says it understands time stamps gets them: T, milliseconds, a bar.
                text[0].ShouldBe('T');
                _frames.Enqueue(text[(text.IndexOf('|', StringComparison.Ordinal) + 1)..]);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It is over.
        }
    }
}
