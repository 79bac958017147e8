using Flux.Primitives;

namespace Flux.P2P;

/// <summary>What the peer network needs of the mempool. Every member is safe to call from many threads at once.</summary>
public interface IMempoolPort
{
    /// <summary>True when it waits in the pool, or the tip's coins show that it is in the chain: no need to fetch it.</summary>
    bool Knows(TxId id);

    /// <summary>A waiting transaction, or null.</summary>
    Transaction? Find(TxId id);

    /// <summary>Ids of waiting transactions, parents before children, at most <paramref name="max"/>.</summary>
    IReadOnlyList<TxId> Ids(int max);

    /// <summary>Waiting transactions made on this node (wallet, RPC, FluxNode service), which are announced again and again.</summary>
    IReadOnlyList<TxId> OwnIds();

    /// <summary>Judges a transaction that a peer sent.</summary>
    Task<TransactionOutcome> SubmitAsync(Transaction transaction, CancellationToken cancellationToken);
}
