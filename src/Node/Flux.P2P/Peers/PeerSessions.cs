using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>
/// Runs one task per connection: read a message, deal with it, read the next. Whatever goes wrong in there ends that connection and nothing else.
/// </summary>
internal sealed partial class PeerSessions(
    P2POptions options, NetworkLoop loop, PeerTable peers, Admission admission, Conduct conduct, Handshake handshake, MessageRouter router, TrafficTotals totals,
    MonotonicClock clock, ILogger<PeerSessions> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Task> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private int _lastId;

    /// <summary>Takes a connected socket over; the task ends with the connection and never fails; true when it was ended here, for a fault of the peer.</summary>
    /// <param name="judged">Done once the peer is in the table, or was refused.</param>
    public Task<bool> Open(
        Socket socket, PeerPurpose purpose, string? configuredName = null, IPEndPoint? remote = null, bool isTrusted = false, TaskCompletionSource? judged = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var session = Task.Run(() => RunAsync(id, socket, purpose, configuredName, remote, isTrusted, judged));
        _running[id] = session;
        session.ContinueWith(_ => _running.TryRemove(id, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return session;
    }

    private async Task<bool> RunAsync(int id, Socket socket, PeerPurpose purpose, string? configuredName, IPEndPoint? remote, bool isTrusted, TaskCompletionSource? judged)
    {
        Peer? peer = null;
        try
        {
            var connection = new PeerConnection(socket, options.Rules.MessageStart, clock, totals, remote);
            isTrusted |= options.Trusted.Any(subnet => subnet.Contains(connection.Remote.Address));
            peer = new Peer(id, connection, purpose, configuredName, clock) { LocalNonce = Handshake.NewNonce(), IsTrusted = isTrusted };
            var isAdmitted = await loop.AskAsync(() => Admit(peer), _stop.Token).ConfigureAwait(false);
            judged?.TrySetResult();
            if (isAdmitted) await ReadAllAsync(peer).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection ended, from whichever side.
        }
        catch (Exception error)
        {
            LogBug(peer?.ToString(), error);
        }
        judged?.TrySetResult();
        await EndAsync(peer, socket).ConfigureAwait(false);
        return peer?.IsAtFault ?? false;
    }

    private bool Admit(Peer peer)
    {
        if (admission.Refuses(peer) is { } reason)
        {
            LogRefused(peer, reason);
            return false;
        }
        peers.Add(peer);
        handshake.Begin(peer);
        return true;
    }

    private async Task ReadAllAsync(Peer peer)
    {
        var answers = new AnswerLane(peer.Connection, peer.Load, totals);
        peer.Answers = answers;
        while (true)
        {
            var incoming = await peer.Connection.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
            if (incoming.IsEnd)
            {
                LogEnd(peer, incoming.Error);
                return;
            }
            var started = Stopwatch.GetTimestamp();
            peer.IsBusy = true;
            totals.AddMessage();
            if (peer.Load.CountIsTooMuch(incoming)) await loop.DoAsync(() => conduct.Penalize(peer, Offences.Chatter), _stop.Token).ConfigureAwait(false);
            if (AnswerLane.WeightOf(incoming.Message) is > 0 and var weight)
            {
                await answers.AddAsync(weight, () => router.DispatchAsync(peer, incoming, _stop.Token)).ConfigureAwait(false);
            }
            else
            {
                await router.DispatchAsync(peer, incoming, _stop.Token).ConfigureAwait(false);
                totals.AddBusy(peer.Load.Spent(started));
            }
            await peer.Connection.WhenCalmAsync(_stop.Token).ConfigureAwait(false);
            peer.IsBusy = false;
            if (peer.Connection.CloseReason is not null) return;
        }
    }

    private async Task EndAsync(Peer? peer, Socket socket)
    {
        if (peer is null)
        {
            socket.Dispose();
            return;
        }
        try
        {
            await loop.DoAsync(() => peers.Remove(peer), CancellationToken.None).ConfigureAwait(false);
            await peer.Connection.DisposeAsync().ConfigureAwait(false);
            if (peer.Answers is { } answers) await answers.EndAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // An answer that nobody takes any more.
        }
        catch (Exception error)
        {
            LogBug(peer.ToString(), error);
        }
    }

    /// <summary>Ends all connections and waits for their tasks.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        while (!_running.IsEmpty) await Task.WhenAll(_running.Values).ConfigureAwait(false);
        _stop.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected error while talking to {Peer}")]
    private partial void LogBug(string? peer, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} not admitted: {Reason}")]
    private partial void LogRefused(Peer peer, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} ended: {Reason}")]
    private partial void LogEnd(Peer peer, string? reason);
}
