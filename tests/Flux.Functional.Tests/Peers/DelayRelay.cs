using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Flux.Functional.Tests.Peers;

/// <summary>
/// A TCP relay that passes bytes on after a while, in both directions: a long line, for kernels without netem. Connections are accepted at once, so that the delay is
/// that of everything said on them.
/// </summary>
internal sealed class DelayRelay : IAsyncDisposable
{
    // What is on its way: 300 ms of a fast sender. A sender that goes on beyond it waits, as at a line that is full.
    private const int MostChunks = 256;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IPEndPoint _target;
    private readonly TimeSpan _delay;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    /// <summary>Begins to listen; port 0 lets the system choose.</summary>
    public DelayRelay(IPEndPoint listen, IPEndPoint target, TimeSpan delay)
    {
        (_target, _delay) = (target, delay);
        _listener.Bind(listen);
        _listener.Listen();
        _accepting = Task.Run(AcceptAsync);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptAsync(_stop.Token);
                var connection = Task.Run(() => RelayAsync(near));
                _connections[connection] = true;
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task RelayAsync(Socket near)
    {
        using (near)
        using (var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            try
            {
                await far.ConnectAsync(_target, end.Token);
                var ways = new[] { PassAsync(near, far, end.Token), PassAsync(far, near, end.Token) };
                await Task.WhenAny(ways);
                await end.CancelAsync();
                await Task.WhenAll(ways);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // One side has gone, and with this the other is left, too.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, CancellationToken cancellation)
    {
        var line = Channel.CreateBounded<(long Sent, byte[] Bytes)>(new BoundedChannelOptions(MostChunks) { SingleReader = true, SingleWriter = true });
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var reading = ReadAsync(from, line.Writer, cancellation);
        await foreach (var (sent, bytes) in line.Reader.ReadAllAsync(cancellation))
        {
            while (Stopwatch.GetElapsedTime(sent) < _delay) await tick.WaitForNextTickAsync(cancellation);
            await to.SendAsync(bytes, cancellation);
        }
        await reading;
    }

    private static async Task ReadAsync(Socket from, ChannelWriter<(long Sent, byte[] Bytes)> line, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellation) is > 0 and var read) await line.WriteAsync((Stopwatch.GetTimestamp(), buffer[..read]), cancellation);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The end of this way.
        }
        line.Complete();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _listener.Dispose();
        _stop.Dispose();
    }
}
