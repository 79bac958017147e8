using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Mempool.Filters;

/// <summary>It waits already, left the pool lately, or is in the chain.</summary>
internal sealed class KnownFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        var id = candidate.Transaction.Id;
        if (context.Pool.Find(id) is not null) return new PoolResult(PoolResultKind.Known);
        if (candidate.Origin == TransactionOrigin.Peer && context.Lately.Contains(id))
            return new PoolResult(PoolResultKind.Dropped, Verdict.Fail(PoolRejects.LatelyRemoved));
        return HasCoins(candidate.Transaction, context) ? new PoolResult(PoolResultKind.Mined) : null;
    }

    private static bool HasCoins(Transaction transaction, PoolContext context)
    {
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            if (context.Coins.Find(new OutPoint(transaction.Id, (uint)i)) is not null) return true;
        }
        return false;
    }
}
