namespace Flux.Chain.Mempool.Filters;

/// <summary>One question about a loose transaction. The filters run in order; the first that objects decides.</summary>
internal interface IPoolFilter
{
    /// <summary>Null to go on, or what becomes of the transaction.</summary>
    PoolResult? Judge(PoolCandidate candidate, PoolContext context);
}
