using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>The waiting transactions, for readers on any thread. Changes go through <see cref="ChainNode"/>.</summary>
public sealed class TransactionPool
{
    /// <summary>Fee deltas from which on those of transactions that do not wait here are forgotten.</summary>
    private const int MostDeltas = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TxId, PoolEntry> _entries = [];
    private readonly Dictionary<OutPoint, TxId> _spenders = [];
    private readonly Dictionary<Nullifier, TxId> _revealers = [];
    private readonly Dictionary<OutPoint, TxId> _byCollateral = [];
    private readonly Dictionary<TxId, Amount> _deltas = [];
    private readonly Dictionary<TxId, int> _children = [];

    /// <summary>The transactions from which nothing that waits spends, the cheapest first.</summary>
    private readonly SortedSet<(double Rate, long Later, TxId Id)> _leaves = new(RateOrder);
    private PoolSnapshot _snapshot = PoolSnapshot.Empty;
    private long _version;
    private long _bytes;
    private long _cost;

    /// <summary>All waiting transactions at this moment.</summary>
    public PoolSnapshot Snapshot
    {
        get
        {
            lock (_gate)
            {
                if (_snapshot.Version != _version) _snapshot = new PoolSnapshot(_version, [.. _entries.Values.OrderBy(entry => entry.Arrival)]);
                return _snapshot;
            }
        }
    }

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _entries.Count;
        }
    }

    /// <summary>Serialized size of all that wait.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What the limit is about: sizes, each counted as at least 4,000.</summary>
    internal long Cost => Interlocked.Read(ref _cost);

    /// <summary>A waiting transaction, or null.</summary>
    public PoolEntry? Find(TxId id)
    {
        lock (_gate) return _entries.GetValueOrDefault(id);
    }

    /// <summary>The waiting transaction that spends an output, or null.</summary>
    public PoolEntry? SpenderOf(OutPoint outPoint)
    {
        lock (_gate) return _spenders.TryGetValue(outPoint, out var id) ? _entries[id] : null;
    }

    /// <summary>The waiting transaction that reveals a nullifier, or null.</summary>
    public PoolEntry? SpenderOf(Nullifier nullifier)
    {
        lock (_gate) return _revealers.TryGetValue(nullifier, out var id) ? _entries[id] : null;
    }

    /// <summary>The waiting FluxNode transaction of a collateral, or null.</summary>
    public PoolEntry? FluxNodeTransactionOf(OutPoint collateral)
    {
        lock (_gate) return _byCollateral.TryGetValue(collateral, out var id) ? _entries[id] : null;
    }

    /// <summary>Adds to the fee that selection counts for a transaction, waiting or to come (<c>prioritisetransaction</c>).</summary>
    public void Prioritise(TxId id, Amount feeDelta)
    {
        lock (_gate)
        {
            if (_deltas.Count >= MostDeltas && !_deltas.ContainsKey(id)) ForgetDeltasOfAbsent();
            var delta = new Amount(unchecked(_deltas.GetValueOrDefault(id).Satoshis + feeDelta.Satoshis));
            _deltas[id] = delta;
            if (_entries.TryGetValue(id, out var entry))
            {
                var isLeaf = _leaves.Remove(KeyOf(entry));
                _entries[id] = entry with { FeeDelta = delta };
                if (isLeaf) _leaves.Add(KeyOf(_entries[id]));
            }
            _version++;
        }
    }

    /// <summary>The fee that the operator has added to a transaction, waiting or to come.</summary>
    internal Amount DeltaOf(TxId id)
    {
        lock (_gate) return _deltas.GetValueOrDefault(id);
    }

    /// <summary>A block has taken the transaction: what the operator added has done its work.</summary>
    internal void ForgetDelta(TxId id)
    {
        lock (_gate)
        {
            if (_deltas.Remove(id)) _version++;
        }
    }

    /// <summary>An output of a waiting transaction as a coin of the next block, or null.</summary>
    internal Coin? FindCoin(OutPoint outPoint)
    {
        if (Find(outPoint.Transaction) is not { } entry || outPoint.Index >= entry.Transaction.Outputs.Length) return null;
        return entry.Outputs[(int)outPoint.Index];
    }

    internal void Add(PoolEntry entry)
    {
        lock (_gate)
        {
            entry = entry with { FeeDelta = _deltas.GetValueOrDefault(entry.Id) };
            _entries.Add(entry.Id, entry);
            if (ChildrenOf(entry.Transaction) is { Length: > 0 } children) _children[entry.Id] = children.Length;
            else _leaves.Add(KeyOf(entry));
            foreach (var parent in ParentsOf(entry)) AddChild(parent);
            foreach (var input in entry.Transaction.Inputs) _spenders.Add(input.PreviousOutput, entry.Id);
            foreach (var nullifier in ShieldedNotes.NullifiersOf(entry.Transaction)) _revealers.Add(nullifier, entry.Id);
            if (entry.Transaction.FluxNode is { } payload) _byCollateral.Add(payload.Collateral, entry.Id);
            Tally(entry, 1);
        }
    }

    internal bool Remove(TxId id, [NotNullWhen(true)] out PoolEntry? entry)
    {
        lock (_gate)
        {
            if (!_entries.Remove(id, out entry)) return false;
            _leaves.Remove(KeyOf(entry));
            _children.Remove(id);
            foreach (var parent in ParentsOf(entry)) RemoveChild(parent);
            foreach (var input in entry.Transaction.Inputs) _spenders.Remove(input.PreviousOutput);
            foreach (var nullifier in ShieldedNotes.NullifiersOf(entry.Transaction)) _revealers.Remove(nullifier);
            if (entry.Transaction.FluxNode is { } payload) _byCollateral.Remove(payload.Collateral);
            Tally(entry, -1);
            return true;
        }
    }

    /// <summary>The transaction that counts least per byte among those that nothing spends from; the youngest of equals.</summary>
    /// <exception cref="InvalidOperationException">Nothing waits.</exception>
    internal PoolEntry CheapestLeaf()
    {
        lock (_gate) return _leaves.Count > 0 ? _entries[_leaves.Min.Id] : throw new InvalidOperationException("Nothing waits.");
    }

    /// <summary>What mempool.dat is to hold, and the version it is of.</summary>
    internal SavedPool ToSave(out long version)
    {
        lock (_gate)
        {
            version = _version;
            return new SavedPool([.. Snapshot.Entries.Select(entry => new SavedTransaction(entry.Transaction, entry.Time, entry.Origin))], [.. _deltas.Select(pair => (pair.Key, pair.Value))]);
        }
    }

    private static Comparer<(double Rate, long Later, TxId Id)> RateOrder { get; } = Comparer<(double Rate, long Later, TxId Id)>.Create((a, b) => (a.Rate, a.Later).CompareTo((b.Rate, b.Later)));

    private static (double Rate, long Later, TxId Id) KeyOf(PoolEntry entry) => ((double)entry.CountedFee.Satoshis / entry.Size, -entry.Arrival, entry.Id);

    /// <summary>Waiting transactions that spend outputs of this one.</summary>
    internal ImmutableArray<TxId> ChildrenOf(Transaction transaction)
    {
        lock (_gate)
        {
            var children = ImmutableArray.CreateBuilder<TxId>();
            for (var i = 0; i < transaction.Outputs.Length; i++)
            {
                if (_spenders.TryGetValue(new OutPoint(transaction.Id, (uint)i), out var child) && !children.Contains(child)) children.Add(child);
            }
            return children.ToImmutable();
        }
    }

    private IEnumerable<PoolEntry> ParentsOf(PoolEntry entry) =>
        entry.Transaction.Inputs.Select(input => input.PreviousOutput.Transaction).Distinct().Select(_entries.GetValueOrDefault).OfType<PoolEntry>();

    private void AddChild(PoolEntry parent)
    {
        var count = _children.GetValueOrDefault(parent.Id);
        if (count == 0) _leaves.Remove(KeyOf(parent));
        _children[parent.Id] = count + 1;
    }

    private void RemoveChild(PoolEntry parent)
    {
        var left = _children[parent.Id] - 1;
        if (left > 0)
        {
            _children[parent.Id] = left;
            return;
        }
        _children.Remove(parent.Id);
        _leaves.Add(KeyOf(parent));
    }

    private void ForgetDeltasOfAbsent()
    {
        foreach (var id in _deltas.Keys.Where(id => !_entries.ContainsKey(id)).ToArray()) _deltas.Remove(id);
    }

    private void Tally(PoolEntry entry, int sign)
    {
        _bytes += sign * entry.Size;
        _cost += sign * entry.Cost;
        _version++;
    }
}
