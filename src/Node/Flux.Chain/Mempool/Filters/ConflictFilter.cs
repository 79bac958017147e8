using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;

namespace Flux.Chain.Mempool.Filters;

/// <summary>First come, first served: an output or a hidden note that a waiting transaction spends cannot be spent by another.</summary>
internal sealed class ConflictFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        foreach (var input in candidate.Transaction.Inputs)
        {
            if (context.Pool.SpenderOf(input.PreviousOutput) is { } other) return Conflict(other);
        }
        foreach (var nullifier in ShieldedNotes.NullifiersOf(candidate.Transaction))
        {
            if (context.Pool.SpenderOf(nullifier) is { } other) return Conflict(other);
        }
        return null;
    }

    private static PoolResult Conflict(PoolEntry other) => new(PoolResultKind.Dropped, Verdict.Fail(PoolRejects.Conflict, other.Id.ToString()));
}
