using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Relay;

/// <summary>
/// Asks for announced transactions, each of one peer at a time; when that one is silent, of the next that announced it. Owned by the
/// <see cref="NetworkLoop"/>.
/// </summary>
internal sealed class TransactionRequests(MonotonicClock clock)
{
    private const int Capacity = 50_000;
    private const int CapacityOfPeer = 5_000;
    private const int MostAlternatives = 4;
    private const int BatchSize = 1000;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    private readonly Dictionary<TxId, Request> _requests = [];

    /// <summary>Asks the peer for those that are not under way; for the others it is remembered as somebody else to ask.</summary>
    public void Ask(Peer peer, IEnumerable<TxId> ids)
    {
        if (!peer.IsReady) return;
        var items = ImmutableArray.CreateBuilder<InventoryItem>();
        foreach (var id in ids)
        {
            if (_requests.TryGetValue(id, out var request)) AddAlternative(request, peer);
            else if (peer.Inventory.Requested < CapacityOfPeer && _requests.Count < Capacity)
            {
                _requests[id] = new Request(peer) { Since = clock.Now };
                peer.Inventory.Requested++;
                items.Add(InventoryItem.Of(id));
            }
        }
        foreach (var batch in items.Chunk(BatchSize)) peer.Connection.Send(new GetDataMessage([.. batch]));
    }

    /// <summary>It came, from whomever.</summary>
    public void Arrived(TxId id)
    {
        if (_requests.Remove(id, out var request)) request.Peer.Inventory.Requested--;
    }

    /// <summary>The peer does not have it any more.</summary>
    public void NotFound(Peer peer, TxId id)
    {
        if (_requests.TryGetValue(id, out var request) && request.Peer == peer) AskNext(id, request);
    }

    public void OnRemoved(Peer peer)
    {
        foreach (var (id, request) in _requests.ToArray())
        {
            request.Others.Remove(peer);
            if (request.Peer == peer) AskNext(id, request);
        }
    }

    /// <summary>Once a second.</summary>
    public void OnTick()
    {
        if (_requests.Count == 0) return;
        foreach (var (id, request) in _requests.ToArray())
            if (clock.Now - request.Since > AnswerLimit) AskNext(id, request);
    }

    private static void AddAlternative(Request request, Peer peer)
    {
        if (request.Peer != peer && request.Others.Count < MostAlternatives && !request.Others.Contains(peer)) request.Others.Add(peer);
    }

    private void AskNext(TxId id, Request request)
    {
        request.Peer.Inventory.Requested--;
        if (request.Others.Count == 0)
        {
            _requests.Remove(id);
            return;
        }
        request.Peer = request.Others[0];
        request.Others.RemoveAt(0);
        request.Since = clock.Now;
        request.Peer.Inventory.Requested++;
        request.Peer.Connection.Send(new GetDataMessage([InventoryItem.Of(id)]));
    }

    private sealed class Request(Peer peer)
    {
        public Peer Peer { get; set; } = peer;

        public TimeSpan Since { get; set; }

        public List<Peer> Others { get; } = [];
    }
}
