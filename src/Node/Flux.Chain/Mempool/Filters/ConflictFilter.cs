using Flux.Consensus.Rejects;

namespace Flux.Chain.Mempool.Filters;

/// <summary>First come, first served: an output that a waiting transaction spends cannot be spent by another.</summary>
internal sealed class ConflictFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        foreach (var input in candidate.Transaction.Inputs)
        {
            if (context.Pool.SpenderOf(input.PreviousOutput) is { } other)
                return new PoolResult(PoolResultKind.Dropped, Verdict.Fail(PoolRejects.Conflict, other.Id.ToString()));
        }
        return null;
    }
}
