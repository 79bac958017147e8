using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Flux.P2P.Peers;

/// <summary>The connections of both directions. Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class PeerTable
{
    private readonly SortedDictionary<int, Peer> _peers = [];
    private int _readyCount;

    /// <summary>Raised once for each peer that leaves, after it is out of the table.</summary>
    public event Action<Peer>? Removed;

    /// <summary>All connections, oldest first.</summary>
    public IReadOnlyCollection<Peer> All => _peers.Values;

    /// <summary>Those that finished the handshake, oldest first.</summary>
    public IEnumerable<Peer> Ready => _peers.Values.Where(peer => peer.IsReady);

    /// <summary>How many finished the handshake; may be read from any thread.</summary>
    public int ReadyCount => Volatile.Read(ref _readyCount);

    public int Count => _peers.Count;

    public void Add(Peer peer) => _peers.Add(peer.Id, peer);

    public bool TryGet(int id, [NotNullWhen(true)] out Peer? peer) => _peers.TryGetValue(id, out peer);

    public bool Contains(Peer peer) => _peers.ContainsKey(peer.Id);

    /// <summary>Marks the handshake as finished; nothing happens when it is already, or the peer is out.</summary>
    public void SetReady(Peer peer)
    {
        if (peer.IsReady || !Contains(peer)) return;
        peer.IsReady = true;
        Volatile.Write(ref _readyCount, _readyCount + 1);
    }

    /// <summary>Takes a peer out; nothing happens when it is out already.</summary>
    public void Remove(Peer peer)
    {
        if (!_peers.Remove(peer.Id)) return;
        if (peer.IsReady) Volatile.Write(ref _readyCount, _readyCount - 1);
        peer.IsReady = false;
        Removed?.Invoke(peer);
    }

    /// <summary>True when a connection leads to this address: one that we opened, or one from the node that listens there.</summary>
    public bool IsConnectedTo(IPEndPoint address) => _peers.Values.Any(peer => LeadsTo(peer, address));

    /// <summary>The connection that leads to this address, or null.</summary>
    public Peer? FindByAddress(IPEndPoint address) => _peers.Values.FirstOrDefault(peer => LeadsTo(peer, address));

    /// <summary>The connection in the other direction with the same node, or null.</summary>
    public Peer? FindTwin(Peer peer) =>
        ListeningAddressOf(peer) is { } address ? _peers.Values.FirstOrDefault(other => other.Inbound != peer.Inbound && LeadsTo(other, address)) : null;

    /// <summary>An older connection in the same direction with the same node, or null.</summary>
    public Peer? FindDouble(Peer peer) =>
        ListeningAddressOf(peer) is { } address ? _peers.Values.FirstOrDefault(other => other.Id < peer.Id && other.Inbound == peer.Inbound && LeadsTo(other, address)) : null;

    /// <summary>
    /// Where the node listens: what we dialled, or what it says, which counts only where its connection comes from the same address.
    /// </summary>
    public static IPEndPoint? ListeningAddressOf(Peer peer)
    {
        if (!peer.Inbound) return peer.Remote;
        return peer.Version?.Advertised is { } advertised && peer.Remote.Address.Equals(advertised.Address) ? advertised : null;
    }

    private static bool LeadsTo(Peer peer, IPEndPoint address) => address.Equals(ListeningAddressOf(peer));
}
