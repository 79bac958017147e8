using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Flux.Apps.Messages;
using Flux.Os.Peers;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Peers;

/// <summary>What one connection may take of this node: frames a second, bytes of a frame, and what waits for a peer that does not read.</summary>
public sealed class GossipPeerTests : IAsyncDisposable
{
    private static readonly NodeAddress Address = new(0x01020304, 16127);
    private readonly ManualTime _time = new();
    private readonly ScriptedSocket _socket = new();
    private readonly GossipPeer _peer;
    private readonly List<string> _heard = [];

    public GossipPeerTests() => _peer = new GossipPeer(_socket, Address, PeerDirection.Inbound, "", "8.17.0", _time);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task Of_what_comes_faster_than_120_a_second_the_rest_is_discarded_without_a_word()
    {
        for (var i = 0; i < 500; i++) _socket.Deliver($"{i}");
        _socket.Deliver(WebSocketMessageType.Close, []);

        await RunAsync();

        _heard.ShouldBe(Enumerable.Range(0, 120).Select(i => $"{i}"));
        _peer.Facts.Received.ShouldBe(500);
    }

    [Fact]
    public async Task A_frame_of_more_than_a_mebibyte_ends_the_connection_before_it_is_kept()
    {
        _socket.Deliver(WebSocketMessageType.Text, new byte[1 << 20]);
        _socket.Deliver(WebSocketMessageType.Text, new byte[(1 << 20) + 1]);
        _socket.Deliver("never");
        _socket.Deliver(WebSocketMessageType.Close, []);

        await RunAsync();

        _heard.Single().Length.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task Binary_frames_are_passed_over()
    {
        _socket.Deliver(WebSocketMessageType.Binary, [0x20, 1, 2, 3]);
        _socket.Deliver("text");
        _socket.Deliver(WebSocketMessageType.Close, []);

        await RunAsync();

        _heard.ShouldBe(["text"]);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_is_dropped_when_512_frames_wait_for_it()
    {
        _socket.Reads = false;
        var running = RunAsync();
        _peer.Send("the one that is on its way");
        await Eventually.HoldsAsync(() => _socket.Sending == 1);
        for (var i = 0; i < 512; i++) _peer.Send("waits");
        running.IsCompleted.ShouldBeFalse();

        _peer.Send("one too many");

        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task RunAsync() => _peer.RunAsync(
        (_, text) =>
        {
            _heard.Add(text);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    /// <summary>A websocket whose other side says what a test wants, and reads or does not.</summary>
    private sealed class ScriptedSocket : WebSocket
    {
        private readonly Channel<(WebSocketMessageType Type, byte[] Bytes)> _frames = Channel.CreateUnbounded<(WebSocketMessageType, byte[])>();
        private (WebSocketMessageType Type, byte[] Bytes, int At)? _present;
        private int _sending;

        public bool Reads { get; set; } = true;

        public int Sending => Volatile.Read(ref _sending);

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public void Deliver(string text) => Deliver(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));

        public void Deliver(WebSocketMessageType type, byte[] bytes) => _frames.Writer.TryWrite((type, bytes)).ShouldBeTrue();

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            if (_present is null)
            {
                var (kind, whole) = await _frames.Reader.ReadAsync(cancellationToken);
                _present = (kind, whole, 0);
            }
            var (type, bytes, at) = _present.Value;
            var count = Math.Min(buffer.Count, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            _present = at + count == bytes.Length ? null : (type, bytes, at + count);
            return new WebSocketReceiveResult(count, type, _present is null);
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _sending);
            return Reads ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Abort() => _frames.Writer.TryComplete();

        public override void Dispose() => Abort();
    }
}
