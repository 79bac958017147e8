using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Os.Following;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Watching;

/// <summary>
/// Probes the nodes this one has to watch, each on its own beat. A node that does not answer is asked for through two others, so that
/// a broken path between two nodes is not taken for a death (architecture §6.4).
/// </summary>
public sealed partial class PulseProber : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private const long AskOthersAfterMs = 600;
    private const int Witnesses = 2;
    private const int LargestPulse = 1 << 20;

    /// <summary>Nodes that do not share an app with this one are probed more and more seldom when there are many of them: so many probes a second in all.</summary>
    private const int FarProbesPerSecond = 128;

    private const int NewPerBeat = FarProbesPerSecond / 2;

    private readonly ChainFollower _follower;
    private readonly GossipNetwork _gossip;
    private readonly CloseNodes _close;
    private readonly PulseTable _table;
    private readonly TimeProvider _time;
    private readonly ILogger<PulseProber> _logger;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<NodeAddress, byte> _probed = new();
    private AddressList _listed = new([], []);

    /// <summary>A prober at rest.</summary>
    public PulseProber(OsOptions options, ChainFollower follower, GossipNetwork gossip, CloseNodes close, PulseTable table, TimeProvider time, ILogger<PulseProber> logger)
    {
        (_follower, _gossip, _close, _table, _time, _logger) = (follower, gossip, close, table, time, logger);
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(new IPEndPoint(options.Address, 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        { Timeout = Patience, MaxResponseContentBufferSize = LargestPulse };
    }

    /// <summary>Probes until cancelled. New nodes on the list are taken up within a beat.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            // Not all at once: a node that starts in a large network would open thousands of connections.
            foreach (var address in Listed().Where(address => !_probed.ContainsKey(address)).OrderByDescending(_close.Contains).Take(NewPerBeat))
            {
                if (_probed.TryAdd(address, 0)) _ = ProbeForeverAsync(address, cancellation);
            }
            await Task.Delay(Beat, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Pause between two probes of a node that shares no app with this one.</summary>
    internal static TimeSpan FarBeat(int nodes)
    {
        var shared = TimeSpan.FromSeconds(nodes / (double)FarProbesPerSecond);
        return shared > Beat ? shared : Beat;
    }

    /// <summary>Longest time between two answers of such a node while nothing is wrong.</summary>
    internal static TimeSpan LongestFarPause(int nodes) => (FarBeat(nodes) * 2) + Patience;

    private TimeSpan PauseOf(NodeAddress address) => _close.Contains(address) ? Beat : FarBeat(_probed.Count);

    private HashSet<NodeAddress> Listed()
    {
        var (nodes, listed) = (_follower.Picture.Nodes, _listed);
        if (listed.From == nodes) return listed.Addresses;
        // One reference: many probes ask at the same time.
        _listed = listed = new(nodes, [.. Watched()]);
        return listed.Addresses;
    }

    private IEnumerable<NodeAddress> Watched() => _follower.Picture.Nodes.Select(n => n.Address).OfType<NodeAddress>().Where(a => a != _gossip.Self);

    private async Task ProbeForeverAsync(NodeAddress address, CancellationToken cancellation)
    {
        var lost = false;
        try
        {
            while (!cancellation.IsCancellationRequested && Listed().Contains(address))
            {
                var answered = await ProbeAsync(address, cancellation).ConfigureAwait(false);
                if (!answered) _table.Missed(address);
                if (answered == lost && !cancellation.IsCancellationRequested) (lost, _) = (!answered, NoteChange(address, answered));
                if (!answered && _table.ReachedAgoMs(address) is null or > AskOthersAfterMs) await AskOthersAsync(address, cancellation).ConfigureAwait(false);
                await PauseAsync(address, cancellation).ConfigureAwait(false);
            }
            if (!cancellation.IsCancellationRequested) _table.Forget(address);
        }
        catch (Exception bug)
        {
            // The next beat begins anew.
            LogProbeBug(address, bug);
        }
        finally
        {
            _probed.TryRemove(address, out _);
        }
    }

    // In steps: a node that became close meanwhile is probed soon. Short steps of thousands of nodes would cost more than their probes.
    private async Task PauseAsync(NodeAddress address, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        while (!cancellation.IsCancellationRequested && PauseOf(address) - _time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LongestStep ? left : LongestStep, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Asks one node; false when it does not answer, or with what no node can say.</summary>
    internal async Task<bool> ProbeAsync(NodeAddress address, CancellationToken cancellation)
    {
        try
        {
            var pulse = await _http.GetFromJsonAsync<Pulse>(new Uri($"http://{address}/flux/pulse"), JsonSerializerOptions.Web, cancellation).ConfigureAwait(false);
            if (pulse is not { IsPlausible: true }) return false;
            _table.Reached(address, pulse);
            return true;
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return false;
        }
    }

    private async Task AskOthersAsync(NodeAddress address, CancellationToken cancellation)
    {
        var witnesses = _table.ReachedByUsWithin(Beat * 2).Select(r => r.Address).Where(a => a != address).OrderBy(_ => Random.Shared.Next()).Take(Witnesses);
        await Task.WhenAll(witnesses.Select(w => AskAsync(w, address, cancellation))).ConfigureAwait(false);
    }

    private async Task AskAsync(NodeAddress witness, NodeAddress address, CancellationToken cancellation)
    {
        try
        {
            var seen = await _http.GetFromJsonAsync<SeenNode>(new Uri($"http://{witness}/flux/seen/{address}"), JsonSerializerOptions.Web, cancellation).ConfigureAwait(false);
            if (seen?.AgoMs is >= 0 and <= int.MaxValue and var ago) _table.ReachedBy(address, TimeSpan.FromMilliseconds(ago));
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            // A witness that does not answer says nothing.
        }
    }

    private static bool IsNoAnswer(Exception e) =>
        e is HttpRequestException or OperationCanceledException or JsonException or IOException or InvalidOperationException or NotSupportedException;

    private bool NoteChange(NodeAddress address, bool answers)
    {
        if (answers) LogReached(address);
        else LogSilent(address);
        return true;
    }

    private sealed record AddressList(System.Collections.Immutable.ImmutableArray<ChainNodeEntry> From, HashSet<NodeAddress> Addresses);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Address} answers again")]
    private partial void LogReached(NodeAddress address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Address} does not answer probes")]
    private partial void LogSilent(NodeAddress address);

    [LoggerMessage(Level = LogLevel.Error, Message = "Probing node {Address} ended by a bug")]
    private partial void LogProbeBug(NodeAddress address, Exception bug);
}
