using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Flux.Consensus.Networks;
using Flux.Mining.Miner;
using Microsoft.Extensions.Logging;

namespace Flux.Mining.Stratum;

/// <summary>
/// A solo pool for external miners: gives them the node's templates as jobs and hands in what they find. The dialect, field by field, is in
/// <c>docs/stratum.md</c>.
/// </summary>
public sealed partial class StratumServer : IAsyncDisposable
{
    private static readonly TimeSpan ObstaclePause = TimeSpan.FromSeconds(1);

    private readonly StratumPool _pool;
    private readonly ILogger<StratumServer> _logger;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<StratumSession, Task> _sessions = new();
    private Task _accepting = Task.CompletedTask;
    private Task _working = Task.CompletedTask;
    private string? _obstacle;

    private StratumServer(StratumPool pool, ILogger<StratumServer> logger)
    {
        (_pool, _logger) = (pool, logger);
        _listener = new TcpListener(pool.Options.Endpoint);
    }

    /// <summary>Where it listens; the port is the real one also when 0 was asked for.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>What the pool page shows.</summary>
    public PoolStatistics Statistics
    {
        get
        {
            var job = _pool.Jobs.Current;
            return new PoolStatistics
            {
                Height = job?.Height,
                Obstacle = Volatile.Read(ref _obstacle),
                BlockDifficulty = job is null ? null : ShareTarget.DifficultyOf(job.Target),
                Connections = _sessions.Count,
                Banned = _pool.Conduct.Banned,
                Workers = _pool.Workers.Snapshot(),
                Blocks = _pool.Blocks,
            };
        }
    }

    /// <summary>Listens and begins to make jobs.</summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public static StratumServer Start(StratumOptions options, Network network, IStratumPort port, TimeProvider time, ILogger<StratumServer> logger)
    {
        var server = new StratumServer(new StratumPool(options, network, port, time), logger);
        server._listener.Start();
        server._accepting = server.AcceptAsync();
        server._working = server.WorkAsync();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await Task.WhenAll([_accepting, _working, .. _sessions.Values]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                Take(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // One connection that died in the queue, or no file handles: not the end of the others.
                LogNotAccepted(e.Message);
                await Task.Delay(ObstaclePause, _pool.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(TcpClient client)
    {
        var address = AddressOf(client);
        if (address is null || _pool.Conduct.TryEnter(address) is not null)
        {
            client.Dispose();
            return;
        }
        client.NoDelay = true;
        var session = new StratumSession(_pool, client.GetStream(), address, _logger);
        var started = new TaskCompletionSource();
        _sessions[session] = RunAsync(session, client, address, started.Task);
        started.SetResult();
    }

    private async Task RunAsync(StratumSession session, TcpClient client, IPAddress address, Task listed)
    {
        await listed.ConfigureAwait(false);
        try
        {
            await session.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogFault(e);
        }
        finally
        {
            client.Dispose();
            _sessions.TryRemove(session, out _);
            session.Dispose();
            _pool.Conduct.Leave(address);
        }
    }

    private static IPAddress? AddressOf(TcpClient client)
    {
        try
        {
            var address = (client.Client.RemoteEndPoint as IPEndPoint)?.Address;
            return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Makes a job for every new tip at once, and another now and then while the tip stays.</summary>
    private async Task WorkAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, _pool.Port.TipChanged);
            try
            {
                await RenewAsync(round.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
            {
                // A new tip: what is out is worthless, and the next round makes a job on it.
                _pool.Jobs.Clear();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                LogFault(e);
                await Task.Delay(ObstaclePause, _pool.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        var obstacle = _pool.Port.Obstacle;
        Volatile.Write(ref _obstacle, obstacle);
        if (obstacle is not null)
        {
            _pool.Jobs.Clear();
            await Task.Delay(ObstaclePause, _pool.Time, cancellation).ConfigureAwait(false);
            return;
        }
        var wait = Pace.WaitFor(_pool.Network, _pool.Port.TipTime, _pool.Time);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, _pool.Time, cancellation).ConfigureAwait(false);
        var (block, height) = await _pool.Port.NextWorkAsync(cancellation).ConfigureAwait(false);
        var (job, clean) = _pool.Jobs.Add(block, height);
        foreach (var session in _sessions.Keys) session.Give(job, clean);
        await Task.Delay(_pool.Options.JobRefresh, _pool.Time, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stratum: a connection could not be taken: {Reason}")]
    private partial void LogNotAccepted(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stratum: a fault that should not be")]
    private partial void LogFault(Exception fault);
}
