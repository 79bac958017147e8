using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>One gossip connection: a bounded queue out, one reader in. A peer that is too slow or too loud is dropped.</summary>
internal sealed class GossipPeer : IAsyncDisposable
{
    private const int LargestFrame = 1 << 20;
    private const int QueuedFrames = 512;
    private const int MessagesPerSecond = 120;
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly TimeProvider _time;
    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(new BoundedChannelOptions(QueuedFrames) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private long _received, _sent;
    private volatile bool _isClosing;

    public GossipPeer(WebSocket socket, NodeAddress address, PeerDirection direction, string capabilities, string version, TimeProvider time)
    {
        (_socket, Address, Direction, Version, _time) = (socket, address, direction, version, time);
        StampsFrames = capabilities.Contains("transmissionTimestamps", StringComparison.Ordinal);
        Reconciles = capabilities.Contains(PeerHello.Reconciliation, StringComparison.Ordinal);
        ConnectedAt = time.GetUtcNow();
    }

    public NodeAddress Address { get; }

    public PeerDirection Direction { get; }

    public string Version { get; }

    public DateTimeOffset ConnectedAt { get; }

    /// <summary>A node of our own kind, that answers questions of reconciliation.</summary>
    public bool Reconciles { get; }

    /// <summary>The code with which the other side closed, or null.</summary>
    public int? ClosedWith => _socket.CloseStatus is { } status ? (int)status : null;

    private bool StampsFrames { get; }

    public PeerFacts Facts => new(Address, Direction, ConnectedAt, Version, Interlocked.Read(ref _received), Interlocked.Read(ref _sent));

    /// <summary>Queues a text frame; a peer whose queue is full is dropped.</summary>
    public void Send(string json)
    {
        if (!_outgoing.Writer.TryWrite(json) && !_isClosing) _stop.Cancel();
    }

    /// <summary>Drops the connection.</summary>
    public void Drop() => _stop.Cancel();

    /// <summary>Runs until either side closes. <paramref name="onText"/> returns false to drop the peer.</summary>
    public async Task RunAsync(Func<GossipPeer, string, Task<bool>> onText, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        var sending = SendLoopAsync(linked.Token);
        try
        {
            await ReceiveLoopAsync(onText, linked.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection is gone; that is its normal end.
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells the other side why it ends, and gives it a moment to hear it: a connection that is cut at once loses what was said last.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        _isClosing = true;
        _outgoing.Writer.TryComplete();
        using var grace = new CancellationTokenSource(CloseGrace, _time);
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, grace.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already.
        }
        _stop.CancelAfter(CloseGrace);
    }

    public ValueTask DisposeAsync()
    {
        _stop.Cancel();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendLoopAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var json in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                var text = StampsFrames ? FrameText.Stamp(json, _time.GetUtcNow().ToUnixTimeMilliseconds()) : json;
                await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);
                Interlocked.Increment(ref _sent);
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task ReceiveLoopAsync(Func<GossipPeer, string, Task<bool>> onText, CancellationToken cancellation)
    {
        var bucket = new TokenBucket(MessagesPerSecond, _time);
        var buffer = new byte[16 * 1024];
        using var frame = new MemoryStream();
        while (!cancellation.IsCancellationRequested)
        {
            frame.SetLength(0);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close || frame.Length + part.Count > LargestFrame) return;
                frame.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            Interlocked.Increment(ref _received);
            // Excess and binary frames are discarded silently, as the network does.
            if (part.MessageType != WebSocketMessageType.Text || !bucket.TryTake()) continue;
            if (!await onText(this, Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length)).ConfigureAwait(false)) return;
        }
    }
}
