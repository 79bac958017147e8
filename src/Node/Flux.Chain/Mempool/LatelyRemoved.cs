using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>Ids that are refused for a while: evicted transactions, and FluxNode transactions that were mined. For the writer only.</summary>
internal sealed class LatelyRemoved(TimeProvider time)
{
    private const int Most = 40_000;

    private readonly Dictionary<TxId, DateTimeOffset> _until = [];
    private readonly Queue<TxId> _order = new();

    public void Add(TxId id, TimeSpan span)
    {
        if (_until.TryAdd(id, time.GetUtcNow() + span)) _order.Enqueue(id);
        while (_order.Count > Most) _until.Remove(_order.Dequeue());
    }

    public bool Contains(TxId id) => _until.TryGetValue(id, out var until) && time.GetUtcNow() < until;

    /// <summary>A block that held it was taken back.</summary>
    public void Forget(TxId id) => _until[id] = DateTimeOffset.MinValue;
}
