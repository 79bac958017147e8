using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Flux.Apps.Messages;
using Flux.Os.Following;
using Flux.Os.Options;

namespace Flux.Os.Peers;

/// <summary>
/// The gossip connections of this node: dials its neighbours on the deterministic list, accepts theirs, verifies what
/// comes in, hands it on and relays it (FluxOS reference §4).
/// </summary>
public sealed partial class GossipNetwork : IAsyncDisposable
{
    private const int LeastInbound = 16, MostInbound = 36, NodesForAnInbound = 160;
    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DialPause = TimeSpan.FromSeconds(2);

    /// <summary>Pause between two pings of a connection; three without an answer end it.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly OsOptions _options;
    private readonly ChainFollower _follower;
    private readonly EnvelopeGate _gate;
    private readonly SeenMessages _seen;
    private readonly TimeProvider _time;
    private readonly ILogger<GossipNetwork> _logger;
    private readonly DateTimeOffset _startedAt;
    private readonly HttpMessageInvoker _dialer;
    private readonly ConcurrentDictionary<(NodeAddress Address, PeerDirection Direction), GossipPeer> _peers = new();
    private readonly ConcurrentDictionary<NodeAddress, byte> _dialing = new();
    private readonly StrikeBook _strikes;
    private readonly DialBook _dials;
    private readonly PeerChoice _choice;
    private readonly HashRequests<GossipPeer> _requests;
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A network that is not connected yet.</summary>
    public GossipNetwork(OsOptions options, ChainFollower follower, TimeProvider time, ILogger<GossipNetwork> logger)
    {
        (_options, _follower, _time, _logger) = (options, follower, time, logger);
        _startedAt = time.GetUtcNow();
        _seen = new SeenMessages(time);
        _strikes = new StrikeBook(time);
        _dials = new DialBook(time);
        _choice = new PeerChoice(Self, Random.Shared);
        _requests = new HashRequests<GossipPeer>(time);
        _gate = new EnvelopeGate(follower, _seen, time);
        follower.Changed += (_, _) => EndIfUnconfirmedAsync();
        // Peers tell us apart by the address we come from.
        _dialer = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectFromOwnAddressAsync, UseProxy = false, ConnectTimeout = DialTimeout });
    }

    /// <summary>When this run of fluxos began.</summary>
    public DateTimeOffset StartedAt => _startedAt;

    /// <summary>Our own API address.</summary>
    public NodeAddress Self => NodeAddress.TryParse($"{_options.Address}:{_options.ApiPort}", out var self) ? self : default;

    /// <summary>Connected nodes of our own kind, with which sets are reconciled.</summary>
    public IReadOnlyList<NodeAddress> Reconcilers => [.. _peers.Values.Where(p => p.Reconciles).Select(p => p.Address).Distinct()];

    /// <summary>The connected peers.</summary>
    public IReadOnlyList<PeerFacts> Peers => [.. _peers.Values.Select(p => p.Facts)];

    /// <summary>Why this node has too few peers to speak for the network; null when it has enough.</summary>
    public string? WhyTooFewPeers => PeerMinimum.Of(_options, _follower.Picture.Nodes.Count(node => node.Address is { } address && address != Self)).WhyTooFew([.. _peers.Values.Select(p => p.Facts)]);

    /// <summary>Called for every message that is news and whose envelope is verified, once. The last argument answers the peer that sent it.</summary>
    public event Func<GossipEnvelope, GossipMessage, Action<GossipEnvelope>, Task<Taking>>? Received;

    /// <summary>Keeps the outgoing connections up until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        while (!linked.IsCancellationRequested)
        {
            foreach (var target in Targets())
            {
                if (_dialing.TryAdd(target, 0)) _ = DialOnceAsync(target, linked.Token);
            }
            foreach (var (hash, peer) in _requests.Overdue()) peer.Send(HashFrame.Request(hash));
            await Task.Delay(DialPause, _time, linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends our own signed message to every peer.</summary>
    public void Broadcast(GossipEnvelope envelope)
    {
        var json = envelope.ToJson();
        _seen.TryAdd(Convert.ToHexStringLower(envelope.ContentHash()), json);
        SendToAll(json, except: null);
    }

    /// <summary>Takes over an accepted websocket until it closes.</summary>
    /// <param name="isReconnect">It says that an older connection of it is over.</param>
    public async Task AcceptAsync(WebSocket socket, NodeAddress address, string capabilities, string version, bool isReconnect, CancellationToken cancellation)
    {
        var peer = new GossipPeer(socket, address, PeerDirection.Inbound, capabilities, version, _time);
        await using (peer.ConfigureAwait(false))
        {
            if (WhyNot(peer.Address) is var (code, reason))
            {
                await peer.CloseAsync(code, reason).ConfigureAwait(false);
                return;
            }
            // Its own end knows best that the old connection is dead; here that would be noticed after 45 seconds.
            if (isReconnect && _peers.TryRemove((peer.Address, PeerDirection.Inbound), out var old)) await old.CloseAsync(CloseCode.Dead, "replaced by a new connection").ConfigureAwait(false);
            await ServeAsync(peer, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Why a node may not connect here now; null when it may. Makes room for a listed node at the cost of one that is not.</summary>
    private (int Code, string Reason)? WhyNot(NodeAddress address)
    {
        if (!IsConfirmed) return (CloseCode.NotConfirmed, "this node is not confirmed");
        if (!MayBePeer(address)) return (CloseCode.LocalAddress, "addresses of local networks are no peers here");
        if (_strikes.IsShunned(address)) return (CloseCode.InboundOffence, "invalid messages");
        var index = _follower.Picture.Index;
        var inbound = _peers.Values.Where(p => p.Direction == PeerDirection.Inbound).ToList();
        if (inbound.Count < MostInboundOf(_follower.Picture.Nodes.Length) || inbound.Exists(p => p.Address == address)) return null;
        if (index.At(address) is null || inbound.Where(p => index.At(p.Address) is null).MaxBy(p => p.ConnectedAt) is not { } stranger)
            return (CloseCode.TooManyConnections, "max number of incoming connections reached");
        _ = stranger.CloseAsync(CloseCode.TooManyConnections, "a listed node took the place");
        return null;
    }

    /// <summary>Most incoming connections in a network of a size (FluxOS reference §4.5).</summary>
    internal static int MostInboundOf(int nodes) => Math.Max(LeastInbound, Math.Min(nodes / NodesForAnInbound, MostInbound));

    /// <summary>Ends every connection and makes no more.</summary>
    public void Stop()
    {
        _stop.Cancel();
        foreach (var peer in _peers.Values) peer.Drop();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Stop();
        _dialer.Dispose();
        return ValueTask.CompletedTask;
    }

    // On the list at the tip.
    private bool IsConfirmed => _follower.Picture.Index.At(Self) is not null;

    private bool MayBePeer(NodeAddress address) => _options.AllowsLocalPeers || PublicAddresses.Contains(IPAddress.Parse(address.IpText));

    // Other nodes hear only confirmed ones, and confirmed nodes talk only to each other (reference §4.5, §4.10). A gateway without a node may listen.
    private IReadOnlyList<NodeAddress> Targets()
    {
        if (_options.IsFluxNode && !IsConfirmed) return [];
        var outgoing = _peers.Keys.Where(k => k.Direction == PeerDirection.Outbound).Select(k => k.Address).Union(_dialing.Keys).ToList();
        return _choice.Next(_follower.Picture.Nodes, outgoing, a => !_strikes.IsShunned(a) && _dials.MayDial(a) && MayBePeer(a));
    }

    private async Task EndIfUnconfirmedAsync()
    {
        if (!_options.IsFluxNode || IsConfirmed || !_follower.Picture.IsKnown) return;
        await Task.WhenAll(_peers.Values.Select(peer => peer.CloseAsync(CloseCode.NotConfirmed, "this node is not confirmed any more"))).ConfigureAwait(false);
    }

    // The one who observes what becomes of a dialled connection.
    private async Task DialOnceAsync(NodeAddress address, CancellationToken cancellation)
    {
        try
        {
            await DialAsync(address, cancellation).ConfigureAwait(false);
        }
        catch (Exception bug) when (!cancellation.IsCancellationRequested)
        {
            LogConnectionBug(address, bug);
        }
        finally
        {
            _dialing.TryRemove(address, out _);
        }
    }

    private async Task DialAsync(NodeAddress address, CancellationToken cancellation)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = KeepAlive;
        socket.Options.KeepAliveTimeout = KeepAlive * 3;
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in PeerHello.Headers(_time.GetUtcNow() - _startedAt)) socket.Options.SetRequestHeader(name, value);
        if (_dials.WasConnected(address)) socket.Options.SetRequestHeader(PeerHello.ReconnectHeader, "true");
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timeout.CancelAfter(DialTimeout);
            await socket.ConnectAsync(new Uri($"ws://{address}/ws/flux/{_options.ApiPort}"), _dialer, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or HttpRequestException)
        {
            if (!cancellation.IsCancellationRequested) _dials.Failed(address);
            return;
        }
        var headers = socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>();
        var peer = new GossipPeer(socket, address, PeerDirection.Outbound, Header(headers, PeerHello.CapabilitiesHeader), Header(headers, PeerHello.VersionHeader), _time);
        await using (peer.ConfigureAwait(false)) await ServeAsync(peer, cancellation).ConfigureAwait(false);
        _dials.Ended(address, peer.ClosedWith, _time.GetUtcNow() - peer.ConnectedAt);
    }

    private async Task ServeAsync(GossipPeer peer, CancellationToken cancellation)
    {
        var key = (peer.Address, peer.Direction);
        if (!_peers.TryAdd(key, peer))
        {
            await peer.CloseAsync(CloseCode.Duplicate, "duplicated connection").ConfigureAwait(false);
            return;
        }
        LogConnected(peer.Address, peer.Direction);
        try
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
            await peer.RunAsync(OnTextAsync, linked.Token).ConfigureAwait(false);
        }
        finally
        {
            _peers.TryRemove(new KeyValuePair<(NodeAddress, PeerDirection), GossipPeer>(key, peer));
            LogDisconnected(peer.Address, peer.Direction);
        }
    }

    private async Task<bool> OnTextAsync(GossipPeer peer, string text)
    {
        var result = _gate.Judge(text);
        if (result.Problem is { } problem) return await StrikeAsync(peer, problem, result.EndsTalk).ConfigureAwait(false);
        if (result.HashTalk != HashTalk.None) Answer(peer, result.HashTalk, result.Hash);
        if (result is not { Envelope: { } envelope, Message: { } message }) return true;
        _requests.Arrived(result.Hash);
        var taking = await TakeAsync(peer, envelope, message).ConfigureAwait(false);
        if (taking == Taking.Offence) return await StrikeAsync(peer, $"a {message.Type} that is valid for nobody").ConfigureAwait(false);
        if (taking == Taking.Keep) return true;
        // Whoever lacks it asks for it: passing on whole messages made every one travel over every connection (reference §14).
        if (message.RelayAgeMs > 0 && _time.GetUtcNow().ToUnixTimeMilliseconds() - envelope.Timestamp <= message.RelayAgeMs) SendToAll(HashFrame.Present(result.Hash), peer);
        return true;
    }

    private void Answer(GossipPeer peer, HashTalk talk, string hash)
    {
        if (talk == HashTalk.Requested && _seen.Find(hash) is { } json) peer.Send(json);
        else if (talk == HashTalk.Present && !_seen.Contains(hash) && _requests.Announced(hash, peer)) peer.Send(HashFrame.Request(hash));
    }

    // A handler that fails (a full disk, say) is not the peer's fault.
    private async Task<Taking> TakeAsync(GossipPeer peer, GossipEnvelope envelope, GossipMessage message)
    {
        var taking = Taking.PassOn;
        foreach (var handler in (Received?.GetInvocationList() ?? []).Cast<Func<GossipEnvelope, GossipMessage, Action<GossipEnvelope>, Task<Taking>>>())
        {
            try
            {
                var answer = await handler(envelope, message, answer => peer.Send(answer.ToJson())).ConfigureAwait(false);
                if (answer > taking) taking = answer;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogHandlerFailed(message.Type, e);
            }
        }
        return taking;
    }

    private async Task<bool> StrikeAsync(GossipPeer peer, string problem, bool endsTalk = false)
    {
        LogOffence(peer.Address, problem);
        var isInbound = peer.Direction == PeerDirection.Inbound;
        if (_strikes.Add(peer.Address)) await peer.CloseAsync(isInbound ? CloseCode.InboundOffence : CloseCode.OutboundOffence, "invalid messages").ConfigureAwait(false);
        else if (endsTalk) await peer.CloseAsync(isInbound ? CloseCode.InboundNoMessage : CloseCode.OutboundNoMessage, "invalid message").ConfigureAwait(false);
        else return true;
        return false;
    }

    private void SendToAll(string json, GossipPeer? except)
    {
        // One copy for each node, also where we are connected both ways.
        foreach (var peer in _peers.Values.DistinctBy(p => p.Address))
        {
            if (peer.Address != except?.Address) peer.Send(json);
        }
    }

    private async ValueTask<Stream> ConnectFromOwnAddressAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(_options.Address, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Header(IReadOnlyDictionary<string, IEnumerable<string>> headers, string name) =>
        headers.TryGetValue(name, out var values) ? string.Join(',', values) : "";

    [LoggerMessage(Level = LogLevel.Information, Message = "FluxOS peer {Address} connected ({Direction})")]
    private partial void LogConnected(NodeAddress address, PeerDirection direction);

    [LoggerMessage(Level = LogLevel.Information, Message = "FluxOS peer {Address} disconnected ({Direction})")]
    private partial void LogDisconnected(NodeAddress address, PeerDirection direction);

    [LoggerMessage(Level = LogLevel.Warning, Message = "FluxOS peer {Address} sent something wrong: {Problem}")]
    private partial void LogOffence(NodeAddress address, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A gossip message of type {Type} could not be worked on")]
    private partial void LogHandlerFailed(string type, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection to FluxOS peer {Address} ended by a bug")]
    private partial void LogConnectionBug(NodeAddress address, Exception bug);
}
