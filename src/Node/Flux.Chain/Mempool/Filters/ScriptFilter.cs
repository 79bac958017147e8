using Flux.Consensus.Scripts;
using Flux.Primitives.Sighash;

namespace Flux.Chain.Mempool.Filters;

/// <summary>Every input's script, with the pool's stricter demands. The last filter, because it is the dearest.</summary>
internal sealed class ScriptFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        var transaction = candidate.Transaction;
        if (candidate.SignaturesAreKnown || transaction.IsFluxNode) return null;
        var branch = context.Network.BranchIdAt(context.NextHeight);
        var parts = transaction.Overwintered ? SighashParts.Of(transaction) : null;
        var flags = FormFilter.Rules(context).RequiresStandard ? ScriptFlags.Standard : ScriptFlags.Block;
        for (var i = 0; i < candidate.Spent.Length; i++)
        {
            var verdict = new ScriptCheck(transaction, i, candidate.Spent[i].Output, flags, branch, parts, context.Signatures).Run();
            if (!verdict.IsOk) return new PoolResult(PoolResultKind.Refused, verdict);
        }
        return null;
    }
}
