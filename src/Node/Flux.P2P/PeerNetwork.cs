using System.Net;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.P2P;

/// <summary>
/// The node's connections to other nodes. Start it, tell it of new tips and new own transactions, dispose it.
/// Members may be called from any thread.
/// </summary>
public sealed class PeerNetwork : IAsyncDisposable
{
    /// <summary>Opens the listeners and begins to connect.</summary>
    /// <exception cref="IOException">A listen address is taken or not ours; the message names it.</exception>
    public static Task<PeerNetwork> StartAsync(P2POptions options, IChainPort chain, IMempoolPort mempool, TimeProvider time,
        ILoggerFactory logs, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Connections of both directions that finished the handshake.</summary>
    public int ConnectionCount => throw new NotImplementedException();

    /// <summary>Bytes of all connections since start.</summary>
    public NetTotals Totals => throw new NotImplementedException();

    /// <summary>Where we listen, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> ListenEndpoints => throw new NotImplementedException();

    /// <summary>False while the network is switched off.</summary>
    public bool IsActive => throw new NotImplementedException();

    /// <summary>Service bits that we announce.</summary>
    public ulong Services => throw new NotImplementedException();

    /// <summary>All connections, oldest first.</summary>
    public Task<IReadOnlyList<PeerFacts>> PeersAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Says that the chain has a new tip; peers that may lack it are told. Never blocks.</summary>
    public void AnnounceTip() => throw new NotImplementedException();

    /// <summary>Says that a transaction was accepted into the mempool from elsewhere than a peer. Never blocks.</summary>
    public void AnnounceTransaction(TxId id) => throw new NotImplementedException();

    /// <summary>Switches all networking off (every peer is dropped) or on.</summary>
    public Task SetActiveAsync(bool active, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Stays connected to host:port from now on. False when it was on the list.</summary>
    public Task<bool> AddNodeAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Forgets a host:port of the list; the connection stays. False when it was not on the list.</summary>
    public Task<bool> RemoveNodeAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Tries to connect once and reports nothing.</summary>
    public Task TryNodeAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The list of Connect and AddNode peers.</summary>
    public Task<IReadOnlyList<AddedNodeFacts>> AddedNodesAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Drops connections to an address (any port when it is 0) or by text of <see cref="PeerFacts.Address"/>. False when there is none.</summary>
    public Task<bool> DisconnectAsync(string address, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Drops one connection by <see cref="PeerFacts.Id"/>. False when there is none.</summary>
    public Task<bool> DisconnectAsync(int peerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Bans an address or subnet (CIDR) and drops its connections. False when it is no address or was banned already.</summary>
    public Task<bool> BanAsync(string subnet, DateTimeOffset until, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lifts a ban. False when there is none.</summary>
    public Task<bool> UnbanAsync(string subnet, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lifts all bans.</summary>
    public Task ClearBansAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>All bans in force.</summary>
    public Task<IReadOnlyList<BanFacts>> BansAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Pings every peer; the answers show in <see cref="PeersAsync"/>.</summary>
    public Task PingAllAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
