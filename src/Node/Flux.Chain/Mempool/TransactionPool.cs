using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>The waiting transactions, for readers on any thread. Changes go through <see cref="ChainNode"/>.</summary>
public sealed class TransactionPool
{
    /// <summary>All waiting transactions at this moment.</summary>
    public PoolSnapshot Snapshot => throw new NotImplementedException();

    /// <summary>Grows with every change.</summary>
    public long Version => throw new NotImplementedException();

    /// <summary>How many wait.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Serialized size of all that wait.</summary>
    public long Bytes => throw new NotImplementedException();

    /// <summary>A waiting transaction, or null.</summary>
    public PoolEntry? Find(TxId id) => throw new NotImplementedException();

    /// <summary>The waiting transaction that spends an output, or null.</summary>
    public PoolEntry? SpenderOf(OutPoint outPoint) => throw new NotImplementedException();

    /// <summary>The waiting FluxNode transaction of a collateral, or null.</summary>
    public PoolEntry? FluxNodeTransactionOf(OutPoint collateral) => throw new NotImplementedException();

    /// <summary>Adds to the fee that selection counts for a transaction, waiting or to come (<c>prioritisetransaction</c>).</summary>
    public void Prioritise(TxId id, Amount feeDelta) => throw new NotImplementedException();
}
