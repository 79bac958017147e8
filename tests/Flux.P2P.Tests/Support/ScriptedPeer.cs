using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Support;

/// <summary>The other end of a connection, as a test plays it: frames out, messages in, nothing by itself.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly MessageReader _reader;

    private ScriptedPeer(Socket socket)
    {
        _socket = socket;
        _reader = new MessageReader(PipeReader.Create(new NetworkStream(socket)), TestNode.MessageStart);
    }

    public static VersionMessage Version { get; } = new()
    {
        Version = 170021,
        Services = 1,
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(),
        Receiver = NetAddress.Of(null, 1),
        Sender = NetAddress.Of(null, 1),
        Nonce = 99,
        UserAgent = "/probe:1.0/",
        StartHeight = 0,
        Relay = true,
    };

    /// <summary>Connects to a node.</summary>
    public static async Task<ScriptedPeer> ConnectAsync(TestNode node, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from ?? TestNode.NewAddress(), 0));
        await socket.ConnectAsync(node.EndPoint);
        return new ScriptedPeer(socket);
    }

    /// <summary>Connects and finishes the handshake; the node's greeting up to its getheaders is read.</summary>
    public static async Task<ScriptedPeer> ReadyAsync(TestNode node, VersionMessage? version = null, IPAddress? from = null)
    {
        var peer = await ConnectAsync(node, from);
        await peer.SendAsync(version ?? Version);
        await peer.ExpectAsync<VerackMessage>();
        var ping = await peer.ExpectAsync<PingMessage>();
        await peer.ExpectAsync<GetHeadersMessage>();
        await peer.SendAsync(VerackMessage.Instance);
        await peer.SendAsync(new PongMessage(ping.Nonce));
        // Older versions know neither sendheaders nor sendcmpct.
        if ((version ?? Version).Version >= PeerRules.CompactVersion) await peer.ExpectAsync<SendCompactMessage>();
        return peer;
    }

    /// <summary>A listener of the test that a node can dial.</summary>
    public static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(TestNode.NewAddress(), 0));
        socket.Listen();
        return socket;
    }

    public static async Task<ScriptedPeer> AcceptAsync(Socket listener)
    {
        using var limit = new CancellationTokenSource(Deadline);
        return new ScriptedPeer(await listener.AcceptAsync(limit.Token));
    }

    public async Task SendAsync(IMessage message)
    {
        using var frame = FrameCodec.Encode(message, TestNode.MessageStart.Span);
        await SendRawAsync(frame.Written.ToArray());
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes, SocketFlags.None);

    /// <summary>The next message of any kind; null when the connection has ended.</summary>
    public async Task<IMessage?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        try
        {
            var incoming = await _reader.ReadAsync(limit.Token);
            return incoming.IsEnd ? null : incoming.Message;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The next message of a kind; others before it are skipped.</summary>
    public async Task<T> ExpectAsync<T>(Func<T, bool>? matches = null)
        where T : class, IMessage
    {
        while (true)
        {
            var message = await NextAsync();
            message.ShouldNotBeNull($"the connection ended before {typeof(T).Name}");
            if (message is T wanted && (matches is null || matches(wanted))) return wanted;
        }
    }

    /// <summary>Sends a ping and returns what came before its pong.</summary>
    public async Task<IReadOnlyList<IMessage>> SettleAsync(ulong nonce = 0xffff_ffff)
    {
        await SendAsync(new PingMessage(nonce));
        var before = new List<IMessage>();
        while (true)
        {
            var message = await NextAsync();
            message.ShouldNotBeNull("the connection ended");
            if (message is PongMessage pong && pong.Nonce == nonce) return before;
            before.Add(message);
        }
    }

    /// <summary>Sends a ping and returns when the node has answered it, or when the connection has ended; what comes before the answer is forgotten.</summary>
    public async Task SayAsync()
    {
        try
        {
            await SendAsync(new PingMessage(1));
            while (await NextAsync() is not (null or PongMessage { Nonce: 1 }))
            {
            }
        }
        catch (SocketException)
        {
            // The node has closed.
        }
    }

    /// <summary>
    /// Answers the pings that have come, as every honest peer does, and returns when the node has read the answers; returned is all that came.
    /// </summary>
    public async Task<IReadOnlyList<IMessage>> AnswerPingsAsync()
    {
        var received = new List<IMessage>();
        while (true)
        {
            var latest = await SettleAsync();
            received.AddRange(latest);
            var pings = latest.OfType<PingMessage>().ToList();
            if (pings.Count == 0) return received;
            foreach (var ping in pings) await SendAsync(new PongMessage(ping.Nonce));
        }
    }

    /// <summary>Reads and forgets up to the pong of a ping, or for so long; false when the connection has ended.</summary>
    public async Task<bool> DrainToPongAsync(ulong nonce, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            while (true)
            {
                var incoming = await _reader.ReadAsync(limit.Token);
                if (incoming.IsEnd) return false;
                if (incoming.Message is PongMessage pong && pong.Nonce == nonce) return true;
            }
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Reads and forgets until the other side closes or it is told to stop.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, SocketFlags.None, stop) > 0)
            {
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed, or told to stop.
        }
    }

    /// <summary>Reads until the other side closes.</summary>
    public async Task<IReadOnlyList<IMessage>> ExpectEndAsync()
    {
        var before = new List<IMessage>();
        while (await NextAsync() is { } message) before.Add(message);
        return before;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
