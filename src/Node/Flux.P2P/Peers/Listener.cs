using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>Accepts connections on the configured addresses.</summary>
internal sealed partial class Listener(PeerSessions sessions, MonotonicClock clock, ILogger<Listener> log) : IAsyncDisposable
{
    private const int Backlog = 64;
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);

    private readonly List<(Socket Socket, bool IsTrusted)> _sockets = [];
    private readonly List<Task> _accepting = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Where we listen, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints { get; private set; } = [];

    /// <summary>Opens all addresses or none.</summary>
    /// <exception cref="IOException">An address is taken or not ours.</exception>
    public void Open(IReadOnlyList<IPEndPoint> addresses, IReadOnlyList<IPEndPoint> trusted)
    {
        foreach (var address in addresses) _sockets.Add((Open(address), trusted.Contains(address)));
        EndPoints = [.. _sockets.Select(own => (IPEndPoint)own.Socket.LocalEndPoint!)];
    }

    /// <summary>Begins to accept.</summary>
    public void Start() => _accepting.AddRange(_sockets.Select(own => Task.Run(() => AcceptAllAsync(own.Socket, own.IsTrusted))));

    private Socket Open(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            foreach (var (open, _) in _sockets) open.Dispose();
            throw new IOException($"Cannot listen on {address} for peers: {error.Message}", error);
        }
    }

    private async Task AcceptAllAsync(Socket socket, bool isTrusted)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = sessions.Open(await socket.AcceptAsync(_stop.Token).ConfigureAwait(false), PeerPurpose.Inbound, isTrusted: isTrusted);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error)
            {
                LogAcceptFailed(error.Message);
                await Task.Delay(PauseAfterError, clock.Provider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var (socket, _) in _sockets) socket.Dispose();
        await Task.WhenAll(_accepting).ConfigureAwait(false);
        _stop.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot accept a peer: {Reason}")]
    private partial void LogAcceptFailed(string reason);
}
