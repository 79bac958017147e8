using System.Collections.Immutable;
using Flux.Chain.Events;
using Flux.Chain.Mempool.Filters;
using Flux.Consensus.Ledger;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>Puts transactions into the pool and takes them out. For the writer only.</summary>
internal sealed class PoolKeeper(PoolContext first, TimeProvider time, EventHub events, FeeEstimator fees)
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

    private PoolContext _context = first;
    private long _arrivals;

    private TransactionPool Pool => _context.Pool;

    /// <summary>Says what the next block builds on.</summary>
    public void Follow(LedgerState ledger, uint medianTime) => _context = _context with { Ledger = ledger, MedianTime = medianTime };

    /// <summary>Judges a loose transaction.</summary>
    public PoolResult Submit(Transaction transaction, TransactionOrigin origin, bool allowAbsurdFee) =>
        TryAdd(new PoolCandidate(transaction, origin) { AllowsAbsurdFee = allowAbsurdFee });

    /// <summary>Judges again what waited before the last stop; how many still wait.</summary>
    public int Restore(SavedPool saved)
    {
        foreach (var (id, delta) in saved.Deltas) Pool.Prioritise(id, delta);
        var restored = 0;
        foreach (var (transaction, since, origin) in saved.Transactions)
        {
            // What pays nothing because it is of a FluxNode is judged by its age; others by nothing that time changes.
            var candidate = new PoolCandidate(transaction, origin) { IsReturning = !transaction.IsFluxNode, Time = since };
            if (Judge(candidate) is null && Add(candidate) is not null) restored++;
        }
        return restored;
    }

    /// <summary>Judges again what was in the pool or in a block before the tip moved; says nothing to subscribers.</summary>
    public bool Return(Transaction transaction, TransactionOrigin origin, bool signaturesAreKnown)
    {
        var candidate = new PoolCandidate(transaction, origin) { IsReturning = true, SignaturesAreKnown = signaturesAreKnown };
        return Judge(candidate) is null && Add(candidate) is not null;
    }

    /// <summary>Takes out a transaction alone; what spends from it stays.</summary>
    public void Remove(TxId id, RemovalReason reason)
    {
        fees.Leave(id);
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
            Time = candidate.Time ?? time.GetUtcNow(),
            Height = _context.Ledger.Height,
            Arrival = ++_arrivals,
            Origin = candidate.Origin,
            Outputs = candidate.Outputs,
            Spent = candidate.Spent,
        };
        Pool.Add(entry);
        // What waits for a parent says nothing about its own fee, and what came before says nothing about this tip.
        if (!candidate.IsReturning && candidate.Time is null && !HasParents(entry)) fees.Enter(entry, _context.Ledger.Height);
        while (Pool.Cost > _context.Options.CostLimit) Evict();
        return Pool.Find(entry.Id);
    }

    private bool HasParents(PoolEntry entry) => entry.Transaction.Inputs.Any(input => Pool.Find(input.PreviousOutput.Transaction) is not null);

    /// <summary>The transaction that pays least per byte among those that nothing spends from.</summary>
    private void Evict()
    {
        var worst = Pool.CheapestLeaf();
        _context.Lately.Add(worst.Id, _context.Options.EvictionMemory);
        Remove(worst.Id, RemovalReason.Evicted);
    }
}
