using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Flux.P2P.Wire;

namespace Flux.P2P.Peers;

/// <summary>
/// A socket with a message reader and a send queue. The queue is bounded in bytes: whoever lets more than <see cref="HardLimit"/> pile up is
/// cut off. Members may be called from any thread; reading is for one task.
/// </summary>
internal sealed class PeerConnection : IAsyncDisposable
{
    /// <summary>Bytes that may wait to be sent before the connection is cut.</summary>
    public const long HardLimit = 16 * 1024 * 1024;

    /// <summary>Bytes that may wait before answers to requests wait too.</summary>
    public const long SoftLimit = 1024 * 1024;

    /// <summary>Bytes that may wait before the peer is not read any more: more than its requests alone can bring about.</summary>
    public const long PauseLimit = 4 * 1024 * 1024;

    /// <summary>What a frame takes besides its bytes, so that very many small ones count as what they are.</summary>
    private const int FrameOverhead = 256;

    /// <summary>Given to the system at a time: each piece that the peer takes counts as a sign of life, however long the message is.</summary>
    private const int Piece = 64 * 1024;

    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(2);

    private const int ReceiveBuffer = 16 * 1024;

    private readonly Socket _socket;
    private readonly ReadOnlyMemory<byte> _messageStart;
    private readonly MonotonicClock _clock;
    private readonly TrafficTotals _totals;
    private readonly Channel<PooledBuffer> _queue = Channel.CreateUnbounded<PooledBuffer>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _room = new(0, 1);
    private readonly SemaphoreSlim _calm = new(0, 1);
    private TaskCompletionSource _full = NewSignal();
    private readonly PipeReader _input;
    private readonly Task _writing;
    private long _queued;
    private long _sent;
    private long _received;
    private long _lastSend;
    private long _waitingSince;
    private long _lastReceive;
    private long _roomWait;
    private string? _closeReason;
    private bool _isFinishing;

    public PeerConnection(Socket socket, ReadOnlyMemory<byte> messageStart, MonotonicClock clock, TrafficTotals totals, IPEndPoint? remote = null)
    {
        (_socket, _messageStart, _clock, _totals) = (socket, messageStart, clock, totals);
        socket.NoDelay = true;
        Remote = remote ?? Normalize((IPEndPoint)socket.RemoteEndPoint!);
        Local = socket.LocalEndPoint is IPEndPoint local ? Normalize(local) : null;
        _input = PipeReader.Create(
            new NetworkStream(socket, ownsSocket: false),
            new StreamPipeReaderOptions(bufferSize: ReceiveBuffer, minimumReadSize: 1024, leaveOpen: true, useZeroByteReads: true));
        Reader = new MessageReader(_input, messageStart) { Received = CountReceived };
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>The other side, not a proxy between; IPv4 also where the socket says mapped IPv6.</summary>
    public IPEndPoint Remote { get; }

    /// <summary>Our side.</summary>
    public IPEndPoint? Local { get; }

    /// <summary>What arrives.</summary>
    public MessageReader Reader { get; }

    public long BytesSent => Volatile.Read(ref _sent);

    public long BytesReceived => Volatile.Read(ref _received);

    /// <summary>Done once an answer waits for room.</summary>
    public Task Full => Volatile.Read(ref _full).Task;

    /// <summary>How long answers have waited for room, all together.</summary>
    public TimeSpan RoomWait => new(Volatile.Read(ref _roomWait));

    /// <summary>Bytes waiting to be sent, with what holding them takes.</summary>
    public long Queued => Volatile.Read(ref _queued);

    /// <summary>When bytes last left; zero for never.</summary>
    public TimeSpan LastSend => new(Volatile.Read(ref _lastSend));

    /// <summary>When the first of the bytes that wait was queued, after a time in which none waited; of use only while some wait.</summary>
    public TimeSpan WaitingSince => new(Volatile.Read(ref _waitingSince));

    /// <summary>When bytes last arrived; zero for never.</summary>
    public TimeSpan LastReceive => new(Volatile.Read(ref _lastReceive));

    /// <summary>Why we closed it; null while open or when the other side did.</summary>
    public string? CloseReason => Volatile.Read(ref _closeReason);

    /// <summary>Queues a message; cuts the connection when too much is waiting already.</summary>
    public void Send(IMessage message)
    {
        var frame = FrameCodec.Encode(message, _messageStart.Span);
        if (Queued == 0) Volatile.Write(ref _waitingSince, _clock.Now.Ticks);
        var queued = Interlocked.Add(ref _queued, frame.Length + FrameOverhead);
        if (queued > HardLimit) Close("does not read what it is sent");
        if (!_queue.Writer.TryWrite(frame)) frame.Dispose();
    }

    /// <summary>Queues a message once the queue is short enough; for one task only.</summary>
    public async ValueTask SendWhenRoomAsync(IMessage message, CancellationToken cancellationToken)
    {
        if (Queued > SoftLimit) await WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        Send(message);
    }

    /// <summary>Waits while so much is queued that the peer had better read before it is read; for one task only.</summary>
    public async ValueTask WhenCalmAsync(CancellationToken cancellationToken)
    {
        while (Queued > PauseLimit && CloseReason is null) await _calm.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (Queued > SoftLimit && CloseReason is null)
        {
            _full.TrySetResult();
            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        Volatile.Write(ref _full, NewSignal());
        Interlocked.Add(ref _roomWait, Stopwatch.GetElapsedTime(since).Ticks);
    }

    /// <summary>Closes at once; what waits is not sent. The first reason stays.</summary>
    public void Close(string reason)
    {
        Interlocked.CompareExchange(ref _closeReason, reason, null);
        _queue.Writer.TryComplete();
        _socket.Dispose();
        ReleaseRoom();
    }

    /// <summary>Closes after what waits is sent.</summary>
    public void CloseAfterSending(string reason)
    {
        Volatile.Write(ref _isFinishing, true);
        Interlocked.CompareExchange(ref _closeReason, reason, null);
        _queue.Writer.TryComplete();
        ReleaseRoom();
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await foreach (var frame in _queue.Reader.ReadAllAsync().ConfigureAwait(false)) await WriteAsync(frame).ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Close("connection lost");
        }
        while (_queue.Reader.TryRead(out var left)) left.Dispose();
    }

    private async Task WriteAsync(PooledBuffer frame)
    {
        using (frame)
        {
            for (var rest = frame.Written; rest.Length > 0;)
            {
                var sent = await _socket.SendAsync(rest[..Math.Min(rest.Length, Piece)], SocketFlags.None).ConfigureAwait(false);
                rest = rest[sent..];
                CountSent(sent);
            }
        }
        Interlocked.Add(ref _queued, -FrameOverhead);
        ReleaseRoom();
    }

    private void CountSent(int bytes)
    {
        Interlocked.Add(ref _queued, -bytes);
        Interlocked.Add(ref _sent, bytes);
        Volatile.Write(ref _lastSend, _clock.Now.Ticks);
        _totals.AddSent(bytes);
    }

    private void CountReceived(int bytes)
    {
        Interlocked.Add(ref _received, bytes);
        Volatile.Write(ref _lastReceive, _clock.Now.Ticks);
        _totals.AddReceived(bytes);
    }

    private void ReleaseRoom()
    {
        Release(_room);
        Release(_calm);
    }

    private static void Release(SemaphoreSlim semaphore)
    {
        if (semaphore.CurrentCount > 0) return;
        try
        {
            semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else released it in between: the waiter wakes all the same.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IPEndPoint Normalize(IPEndPoint endPoint) =>
        endPoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port) : endPoint;

    public async ValueTask DisposeAsync()
    {
        if (Volatile.Read(ref _isFinishing))
            await _writing.WaitAsync(FinishLimit, _clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close("shut down");
        await _writing.ConfigureAwait(false);
        await _input.CompleteAsync().ConfigureAwait(false);
        _room.Dispose();
        _calm.Dispose();
    }
}
