using System.Net;
using Flux.P2P.Peers;
using Flux.P2P.Relay;
using Flux.P2P.Routers;
using Flux.P2P.Sync;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.P2P;

/// <summary>
/// The node's connections to other nodes. Start it, tell it of new tips and new own transactions, dispose it.
/// Members may be called from any thread.
/// </summary>
public sealed class PeerNetwork : IAsyncDisposable
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMinutes(15);

    private readonly P2POptions _options;
    private readonly Parts _parts;
    private readonly CancellationTokenSource _stop = new();
    private Task _ticking = Task.CompletedTask;
    private PortKeeper? _port;
    private TimeSpan _lastSave;
    private NetworkCounts _counts = new();
    private int _tipPosted;
    private int _disposed;

    private PeerNetwork(P2POptions options, Parts parts) => (_options, _parts) = (options, parts);

    /// <summary>Opens the listeners and begins to connect.</summary>
    /// <exception cref="IOException">A listen address is taken or not ours; the message names it.</exception>
    public static async Task<PeerNetwork> StartAsync(P2POptions options, IChainPort chain, IMempoolPort mempool, TimeProvider time,
        ILoggerFactory logs, CancellationToken cancellationToken = default)
    {
        var parts = new Parts(options, chain, mempool, time, logs);
        parts.Listener.Open(options.Listen, options.TrustedListen);
        var network = new PeerNetwork(options, parts);
        parts.Loop.Start();
        await parts.Loop.DoAsync(network.Prepare, cancellationToken).ConfigureAwait(false);
        parts.Listener.Start();
        parts.Names.Start();
        network._port = parts.KeepPort(options, time, logs);
        network._port?.Start();
        network._ticking = network.TickAsync();
        return network;
    }

    /// <summary>Connections of both directions that finished the handshake.</summary>
    public int ConnectionCount => _parts.Peers.ReadyCount;

    /// <summary>Bytes of all connections since start.</summary>
    public NetTotals Totals => _parts.Totals.Snapshot;

    /// <summary>The network in numbers, as of the last second; any thread, at once.</summary>
    public NetworkCounts Counts => Volatile.Read(ref _counts);

    /// <summary>Where we listen, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> ListenEndpoints => _parts.Listener.EndPoints;

    /// <summary>Where others reach us, as far as we know; empty when nobody said.</summary>
    public IReadOnlyList<IPEndPoint> OwnAddresses => _parts.Own.All;

    /// <summary>False while the network is switched off.</summary>
    public bool IsActive => _parts.Admission.IsActive;

    /// <summary>Service bits that we announce.</summary>
    public ulong Services => _options.Services;

    /// <summary>All connections, oldest first.</summary>
    public Task<IReadOnlyList<PeerFacts>> PeersAsync(CancellationToken cancellationToken = default) =>
        AskAsync<IReadOnlyList<PeerFacts>>(() => [.. _parts.Peers.All.Select(_parts.Facts.Read)], cancellationToken);

    /// <summary>How many addresses of nodes are known, and how many of them answered once.</summary>
    public Task<(int Known, int Tried)> KnownAddressesAsync(CancellationToken cancellationToken = default) =>
        AskAsync(() => (_parts.Book.Count, _parts.Book.TriedCount), cancellationToken);

    /// <summary>Says that the chain has a new tip; peers that may lack it are told. Never blocks.</summary>
    public void AnnounceTip()
    {
        _parts.Transactions.ParentsMayHaveCome();
        // One waiting announcement is enough for any number of tips: it reads the newest.
        if (Interlocked.Exchange(ref _tipPosted, 1) == 0 && !_parts.Loop.TryPost(AnnounceTipNow)) Volatile.Write(ref _tipPosted, 0);
    }

    /// <summary>Says that a transaction was accepted into the mempool. Never blocks.</summary>
    public void AnnounceTransaction(TxId id)
    {
        _parts.Relay.Enqueue(id);
        _parts.Transactions.ParentsMayHaveCome();
    }

    /// <summary>Switches all networking off (every peer is dropped) or on.</summary>
    public Task SetActiveAsync(bool active, CancellationToken cancellationToken = default) => DoAsync(() => SetActive(active), cancellationToken);

    /// <summary>Stays connected to host:port from now on. False when it was on the list.</summary>
    public Task<bool> AddNodeAsync(string name, CancellationToken cancellationToken = default) => AskAsync(() => _parts.Configured.Add(name), cancellationToken);

    /// <summary>Forgets a host:port of the list; the connection stays. False when it was not on the list.</summary>
    public Task<bool> RemoveNodeAsync(string name, CancellationToken cancellationToken = default) =>
        AskAsync(() => _parts.Configured.Remove(name), cancellationToken);

    /// <summary>Tries to connect once; false when that failed or nothing was to be done.</summary>
    public async Task<bool> TryNodeAsync(string name, CancellationToken cancellationToken = default)
    {
        if (await _parts.Dialer.ResolveAsync(name, cancellationToken).ConfigureAwait(false) is not { } target) return false;
        return await _parts.Configured.TryOpenAsync(target, PeerPurpose.Configured, name, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>The list of Connect and AddNode peers.</summary>
    public Task<IReadOnlyList<AddedNodeFacts>> AddedNodesAsync(CancellationToken cancellationToken = default) => AskAsync(_parts.Configured.Facts, cancellationToken);

    /// <summary>
    /// Drops the connections to an address (all ports) or address:port, as in <see cref="PeerFacts.Address"/>. False when there is none.
    /// </summary>
    public Task<bool> DisconnectAsync(string address, CancellationToken cancellationToken = default) =>
        AskAsync(() => Drop(peer => Matches(peer, address)), cancellationToken);

    /// <summary>Drops one connection by <see cref="PeerFacts.Id"/>. False when there is none.</summary>
    public Task<bool> DisconnectAsync(int peerId, CancellationToken cancellationToken = default) => AskAsync(() => Drop(peer => peer.Id == peerId), cancellationToken);

    /// <summary>
    /// Bans an address or subnet (<c>a.b.c.d</c>, <c>a.b.c.d/16</c>) and drops its connections. False when it is no address or is banned already.
    /// </summary>
    public Task<bool> BanAsync(string subnet, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        AskAsync(() => Ban(subnet, until), cancellationToken);

    /// <summary>Lifts a ban. False when there is none.</summary>
    public Task<bool> UnbanAsync(string subnet, CancellationToken cancellationToken = default) => AskAsync(() => Unban(subnet), cancellationToken);

    /// <summary>Lifts all bans.</summary>
    public Task ClearBansAsync(CancellationToken cancellationToken = default) => DoAsync(ClearBans, cancellationToken);

    /// <summary>All bans in force.</summary>
    public Task<IReadOnlyList<BanFacts>> BansAsync(CancellationToken cancellationToken = default) => AskAsync(_parts.Bans.InForce, cancellationToken);

    /// <summary>Pings every peer; the answers show in <see cref="PeersAsync"/>.</summary>
    public Task PingAllAsync(CancellationToken cancellationToken = default) => DoAsync(
        () =>
        {
            foreach (var peer in _parts.Peers.Ready) _parts.Liveness.Ping(peer);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _ticking.ConfigureAwait(false);
        if (_port is not null) await _port.DisposeAsync().ConfigureAwait(false);
        await _parts.Names.DisposeAsync().ConfigureAwait(false);
        await _parts.Loop.DoAsync(_parts.Outbound.SaveAnchors, CancellationToken.None).ConfigureAwait(false);
        await _parts.Listener.DisposeAsync().ConfigureAwait(false);
        await _parts.Outbound.DisposeAsync().ConfigureAwait(false);
        await _parts.Configured.DisposeAsync().ConfigureAwait(false);
        await _parts.Sessions.DisposeAsync().ConfigureAwait(false);
        await _parts.Loop.DoAsync(_parts.Book.Save, CancellationToken.None).ConfigureAwait(false);
        await _parts.Loop.DisposeAsync().ConfigureAwait(false);
        _parts.Relay.Dispose();
        _parts.Serving.Dispose();
        _stop.Dispose();
    }

    private void Prepare()
    {
        _parts.Bans.Load();
        _parts.Book.Load();
        foreach (var own in _parts.Listener.EndPoints) _parts.Book.MarkOwn(own);
        _parts.Own.Begin();
        _parts.Outbound.Begin();
        foreach (var name in _options.Connect.Concat(_options.AddNode)) _parts.Configured.Add(name);
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _parts.Clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                await _parts.Loop.DoAsync(OnTick, _stop.Token).ConfigureAwait(false);
                await _parts.Transactions.RetryOrphansAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private void OnTick()
    {
        _parts.OnTick();
        Volatile.Write(ref _counts, _parts.Count());
        AnnounceTipNow();
        if (_parts.Clock.Now - _lastSave < SaveInterval) return;
        _lastSave = _parts.Clock.Now;
        _parts.Book.Save();
        _parts.Outbound.SaveAnchors();
    }

    private void AnnounceTipNow()
    {
        Volatile.Write(ref _tipPosted, 0);
        _parts.Announcer.OnTip();
    }

    private void SetActive(bool active)
    {
        if (active == _parts.Admission.IsActive) return;
        _parts.Admission.IsActive = active;
        if (active) _parts.Configured.Wake();
        else Drop(_ => true);
    }

    private bool Drop(Func<Peer, bool> chosen)
    {
        var targets = _parts.Peers.All.Where(chosen).ToArray();
        foreach (var peer in targets) _parts.Conduct.Drop(peer, "disconnected by the operator");
        return targets.Length > 0;
    }

    private static bool Matches(Peer peer, string address) =>
        peer.Remote.ToString() == address || peer.ConfiguredName == address
        || (IPAddress.TryParse(address, out var ip) && peer.Remote.Address.Equals(ip))
        || (IPEndPoint.TryParse(address, out var listening) && listening.Equals(PeerTable.ListeningAddressOf(peer)));

    private bool Ban(string subnet, DateTimeOffset until)
    {
        if (!BanList.TryParse(subnet, out var network) || _parts.Bans.Contains(network)) return false;
        _parts.Bans.Add(network, until, "manual");
        Drop(peer => network.Contains(peer.Remote.Address));
        return true;
    }

    private bool Unban(string subnet)
    {
        if (!BanList.TryParse(subnet, out var network) || !_parts.Bans.Remove(network)) return false;
        _parts.Configured.Wake();
        return true;
    }

    private void ClearBans()
    {
        _parts.Bans.Clear();
        _parts.Configured.Wake();
    }

    private Task<T> AskAsync<T>(Func<T> work, CancellationToken cancellationToken) => _parts.Loop.AskAsync(work, cancellationToken);

    private Task DoAsync(Action work, CancellationToken cancellationToken) => _parts.Loop.DoAsync(work, cancellationToken);
}
