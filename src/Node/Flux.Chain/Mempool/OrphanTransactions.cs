using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>Transactions of peers that spend outputs not known yet; the oldest goes when there are too many. For the writer only.</summary>
internal sealed class OrphanTransactions(PoolOptions options)
{
    private readonly Dictionary<TxId, Transaction> _orphans = [];
    private readonly Dictionary<OutPoint, HashSet<TxId>> _waiting = [];
    private readonly Queue<TxId> _order = new();

    public int Count => _orphans.Count;

    public void Add(Transaction transaction)
    {
        if (transaction.Shielded is not null || transaction.Size > options.LargestOrphanBytes || !_orphans.TryAdd(transaction.Id, transaction)) return;
        _order.Enqueue(transaction.Id);
        foreach (var input in transaction.Inputs)
        {
            if (!_waiting.TryGetValue(input.PreviousOutput, out var spenders)) _waiting.Add(input.PreviousOutput, spenders = []);
            spenders.Add(transaction.Id);
        }
        while (_orphans.Count > options.MostOrphans && _order.TryDequeue(out var oldest)) Remove(oldest);
    }

    /// <summary>Takes out those that wait for an output of this transaction.</summary>
    public IReadOnlyList<Transaction> TakeChildren(Transaction parent)
    {
        if (_orphans.Count == 0) return [];
        var children = new List<Transaction>();
        for (var i = 0; i < parent.Outputs.Length; i++)
        {
            if (!_waiting.TryGetValue(new OutPoint(parent.Id, (uint)i), out var spenders)) continue;
            foreach (var id in spenders.ToList()) if (Remove(id) is { } child) children.Add(child);
        }
        return children;
    }

    private Transaction? Remove(TxId id)
    {
        if (!_orphans.Remove(id, out var transaction)) return null;
        foreach (var input in transaction.Inputs)
        {
            var spenders = _waiting[input.PreviousOutput];
            spenders.Remove(id);
            if (spenders.Count == 0) _waiting.Remove(input.PreviousOutput);
        }
        return transaction;
    }
}
