using System.Threading.Channels;

namespace Flux.Os.Api.Terminal;

/// <summary>
/// One connection of a socket.io client (protocol 5 over engine.io 4): packets out are queued for whichever transport asks for them, packets in
/// are handed to the terminal. A client begins by long polling and may move to a websocket.
/// </summary>
internal sealed class SocketSession : IAsyncDisposable
{
    /// <summary>The only namespace there is.</summary>
    public const string Namespace = "/terminal";

    private const int Waiting = 256;
    private readonly Channel<string> _out = Channel.CreateBounded<string>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _closed = new();
    private readonly TimeProvider _time;
    private readonly TerminalSession _terminal;
    private long _heardAt;
    private int _isConnected, _isDisposed;

    public SocketSession(string id, string address, TerminalDesk desk, TimeProvider time)
    {
        (Id, Address, _time) = (id, address, time);
        _heardAt = time.GetTimestamp();
        _terminal = new TerminalSession(desk, address, (name, text) => SendAsync(SocketPacket.Event(Namespace, name, text)), _closed.Token);
    }

    /// <summary>The client knows itself by this.</summary>
    public string Id { get; }

    /// <summary>Where it comes from.</summary>
    public string Address { get; }

    /// <summary>Ends with the connection.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Packets for the client.</summary>
    public ChannelReader<string> Out => _out.Reader;

    /// <summary>How long nothing was heard of the client.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    /// <summary>True once it moved to a websocket; polls are over then.</summary>
    public bool IsUpgraded { get; set; }

    /// <summary>Takes one packet; false when the client says nothing that belongs here and the connection must end.</summary>
    public async Task<bool> ReceiveAsync(string packet)
    {
        Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());
        switch (packet)
        {
            case "3":
                return true;
            case "1":
                return false;
        }
        if (!SocketPacket.TryRead(packet, out var message)) return false;
        switch (message.Kind)
        {
            case SocketPacketKind.Connect when message.Namespace == Namespace:
                Interlocked.Exchange(ref _isConnected, 1);
                await SendAsync($$"""40{{Namespace}},{"sid":"{{Id}}"}""").ConfigureAwait(false);
                return true;
            case SocketPacketKind.Connect:
                // Clients open the main namespace on the way to another.
                await SendAsync(message.Namespace == "/" ? $$"""40{"sid":"{{Id}}"}""" : $$"""44{{message.Namespace}},{"message":"Invalid namespace"}""").ConfigureAwait(false);
                return true;
            case SocketPacketKind.Event when message.Namespace == Namespace && Volatile.Read(ref _isConnected) == 1:
                await _terminal.OnEventAsync(message.Name, message.Arguments).ConfigureAwait(false);
                return true;
            default:
                return message.Kind == SocketPacketKind.Event;
        }
    }

    /// <summary>Queues a packet; waits while the client is slow.</summary>
    public async Task SendAsync(string packet)
    {
        try
        {
            await _out.Writer.WriteAsync(packet, _closed.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // It ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1) return;
        await _closed.CancelAsync().ConfigureAwait(false);
        _out.Writer.TryComplete();
        await _terminal.DisposeAsync().ConfigureAwait(false);
    }
}
