using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;

namespace Flux.Chain.Mempool.Filters;

/// <summary>The hidden notes that a transaction spends are unspent and its anchors known; its shielded signatures are good. Proofs are not verified.</summary>
internal sealed class ShieldedFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        if (candidate.Transaction.Shielded is null) return null;
        var verdict = ShieldedRules.Check(candidate.Transaction, context.Shielded);
        if (!verdict.IsOk) verdict = Verdict.Fail(RejectTable.LooseShieldedRequirements, verdict.Detail);
        else if (!candidate.SignaturesAreKnown) verdict = new ShieldedSignatureCheck(candidate.Transaction, context.Network.BranchIdAt(context.NextHeight)).Run();
        return verdict.IsOk ? null : new PoolResult(PoolResultKind.Refused, verdict);
    }
}
