using System.Collections.Immutable;
using Flux.Chain.Events;
using Flux.Chain.Mempool.Filters;
using Flux.Consensus.Ledger;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>Puts transactions into the pool and takes them out. For the writer only.</summary>
internal sealed class PoolKeeper(PoolContext first, TimeProvider time, EventHub events)
{
    private readonly ImmutableArray<IPoolFilter> _filters =
    [
        new KnownFilter(),
        new FormFilter(),
        new ConflictFilter(),
        new NodeTransactionFilter(time),
        new InputFilter(),
        new EscrowFilter(),
        new RelativesFilter(),
        new FeeFilter(time),
        new ShieldedFilter(),
        new ScriptFilter(),
    ];

    private readonly OrphanTransactions _orphans = new(first.Options);
    private PoolContext _context = first;
    private long _arrivals;

    /// <summary>Some transaction waits for an output that is not known.</summary>
    public bool HasOrphans => _orphans.Count > 0;

    private TransactionPool Pool => _context.Pool;

    /// <summary>Says what the next block builds on.</summary>
    public void Follow(LedgerState ledger, uint medianTime) => _context = _context with { Ledger = ledger, MedianTime = medianTime };

    /// <summary>Judges a loose transaction, and orphans that waited for it.</summary>
    public PoolResult Submit(Transaction transaction, TransactionOrigin origin, bool allowAbsurdFee)
    {
        var result = TryAdd(new PoolCandidate(transaction, origin) { AllowsAbsurdFee = allowAbsurdFee });
        if (result.Kind == PoolResultKind.MissingInputs && origin == TransactionOrigin.Peer) _orphans.Add(transaction);
        if (result.Kind == PoolResultKind.Accepted) AdoptOrphans(transaction);
        return result;
    }

    /// <summary>Judges again what was in the pool or in a block before the tip moved; says nothing to subscribers.</summary>
    public bool Return(Transaction transaction, TransactionOrigin origin, bool signaturesAreKnown)
    {
        var candidate = new PoolCandidate(transaction, origin) { IsReturning = true, SignaturesAreKnown = signaturesAreKnown };
        return Judge(candidate) is null && Add(candidate) is not null;
    }

    /// <summary>Tries the orphans that wait for outputs of this transaction.</summary>
    public void AdoptOrphans(Transaction parent)
    {
        var open = new Queue<Transaction>([parent]);
        while (open.TryDequeue(out var next))
        {
            foreach (var child in _orphans.TakeChildren(next))
            {
                var result = TryAdd(new PoolCandidate(child, TransactionOrigin.Peer));
                if (result.Kind == PoolResultKind.Accepted) open.Enqueue(child);
                else if (result.Kind == PoolResultKind.MissingInputs) _orphans.Add(child);
            }
        }
    }

    /// <summary>Takes out a transaction alone; what spends from it stays.</summary>
    public void Remove(TxId id, RemovalReason reason)
    {
        if (Pool.Remove(id, out var entry)) events.Publish(new TransactionRemoved(entry.Transaction, reason));
    }

    /// <summary>Takes out a transaction and everything that spends from it.</summary>
    public void RemoveFamily(TxId id, RemovalReason reason)
    {
        var open = new Stack<TxId>([id]);
        while (open.TryPop(out var next))
        {
            if (Pool.Find(next) is not { } entry) continue;
            foreach (var child in Pool.ChildrenOf(entry.Transaction)) open.Push(child);
            Remove(next, reason);
        }
    }

    /// <summary>True when a waiting FluxNode transaction may still stand in the next block.</summary>
    public bool IsStillValid(PoolEntry entry)
    {
        var candidate = new PoolCandidate(entry.Transaction, entry.Origin) { IsReturning = true };
        return NodeTransactionFilter.CheckState(candidate, _context).IsOk;
    }

    private PoolResult TryAdd(PoolCandidate candidate)
    {
        if (Judge(candidate) is { } objection) return objection;
        if (Add(candidate) is null) return new PoolResult(PoolResultKind.Dropped, Verdict.Fail(PoolRejects.Full));
        events.Publish(new TransactionAccepted(candidate.Transaction, candidate.Origin));
        return new PoolResult(PoolResultKind.Accepted);
    }

    private PoolResult? Judge(PoolCandidate candidate)
    {
        foreach (var filter in _filters)
        {
            if (filter.Judge(candidate, _context) is { } objection) return objection;
        }
        return null;
    }

    private PoolEntry? Add(PoolCandidate candidate)
    {
        if (candidate.Replaces is { } older) Remove(older.Id, RemovalReason.Replaced);
        var entry = new PoolEntry
        {
            Transaction = candidate.Transaction,
            Size = candidate.Size,
            Fee = candidate.Fee,
            SigOps = candidate.SigOps,
            Time = time.GetUtcNow(),
            Height = _context.Ledger.Height,
            Arrival = ++_arrivals,
            Origin = candidate.Origin,
            Outputs = candidate.Outputs,
            Spent = candidate.Spent,
        };
        Pool.Add(entry);
        while (Pool.Cost > _context.Options.CostLimit) Evict();
        return Pool.Find(entry.Id);
    }

    /// <summary>The transaction that pays least per byte among those that nothing spends from.</summary>
    private void Evict()
    {
        var worst = Pool.Snapshot.Entries
            .Where(entry => Pool.ChildrenOf(entry.Transaction).IsEmpty)
            .MinBy(entry => ((double)entry.CountedFee.Satoshis / entry.Size, -entry.Arrival))!;
        _context.Lately.Add(worst.Id, _context.Options.EvictionMemory);
        Remove(worst.Id, RemovalReason.Evicted);
    }
}
