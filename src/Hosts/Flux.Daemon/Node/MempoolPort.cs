using Flux.Chain;
using Flux.Chain.Mempool;
using Flux.P2P;
using Flux.Primitives;

namespace Flux.Daemon.Node;

/// <summary>The mempool as the peer network wants it.</summary>
internal sealed class MempoolPort(ChainNode chain) : IMempoolPort
{
    // Outputs looked at to tell that a transaction is in the chain already: most have one of the first few unspent.
    private const uint OutputsProbed = 4;

    public bool Knows(TxId id)
    {
        if (chain.Mempool.Find(id) is not null) return true;
        for (uint i = 0; i < OutputsProbed; i++)
        {
            if (chain.GetCoin(new OutPoint(id, i), includeMempool: false) is not null) return true;
        }
        return false;
    }

    public Transaction? Find(TxId id) => chain.Mempool.Find(id)?.Transaction;

    public IReadOnlyList<TxId> Ids(int max) => [.. chain.Mempool.Snapshot.Entries.Take(max).Select(e => e.Id)];

    public IReadOnlyList<TxId> OwnIds() => [.. chain.Mempool.Snapshot.Entries.Where(e => e.Origin == TransactionOrigin.Own).Select(e => e.Id)];

    public async Task<TransactionOutcome> SubmitAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var result = await chain.SubmitTransactionAsync(transaction, TransactionOrigin.Peer, cancellationToken).ConfigureAwait(false);
        var kind = result.Kind switch
        {
            PoolResultKind.Accepted => TransactionOutcomeKind.Accepted,
            PoolResultKind.Known or PoolResultKind.Mined => TransactionOutcomeKind.Known,
            PoolResultKind.MissingInputs => TransactionOutcomeKind.MissingInputs,
            PoolResultKind.Dropped => TransactionOutcomeKind.Dropped,
            _ => TransactionOutcomeKind.Refused,
        };
        return new TransactionOutcome(kind, result.Verdict);
    }
}
