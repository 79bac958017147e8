using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>Ids that are refused for a while: evicted transactions, and FluxNode transactions that were mined. For the writer only.</summary>
internal sealed class LatelyRemoved(TimeProvider time)
{
    private const int Most = 40_000;

    // The same ids in both, so that what is bounded in the one is bounded in the other.
    private readonly Dictionary<TxId, DateTimeOffset> _until = [];
    private readonly Queue<TxId> _order = new();

    /// <summary>How many ids are remembered, those included whose time is over.</summary>
    public int Count => _until.Count;

    public void Add(TxId id, TimeSpan span)
    {
        if (!_until.ContainsKey(id)) _order.Enqueue(id);
        _until[id] = time.GetUtcNow() + span;
        while (_order.Count > Most) _until.Remove(_order.Dequeue());
    }

    public bool Contains(TxId id) => _until.TryGetValue(id, out var until) && time.GetUtcNow() < until;

    /// <summary>A block that held it was taken back.</summary>
    public void Forget(TxId id)
    {
        if (_until.ContainsKey(id)) _until[id] = DateTimeOffset.MinValue;
    }
}
