using Flux.Consensus.Rejects;

namespace Flux.Chain.Mempool;

/// <summary>Outcome of submitting a loose transaction.</summary>
/// <param name="Kind">Class of the outcome.</param>
/// <param name="Verdict">Why, when refused or dropped; its loose score is the sender's penalty. Ok otherwise.</param>
public readonly record struct PoolResult(PoolResultKind Kind, Verdict Verdict = default)
{
    /// <summary>It waits in the pool.</summary>
    public bool IsInPool => Kind is PoolResultKind.Accepted or PoolResultKind.Known;
}
