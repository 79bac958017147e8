using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Mempool.Filters;

/// <summary>Bounds chains of waiting transactions, so that one change cannot touch the whole pool.</summary>
internal sealed class RelativesFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context) =>
        CountAncestors(candidate.Transaction, context) + 1 > context.Options.MostRelatives
            ? new PoolResult(PoolResultKind.Refused, Verdict.Fail(PoolRejects.LongChain))
            : null;

    private static int CountAncestors(Transaction transaction, PoolContext context)
    {
        var seen = new HashSet<TxId>();
        var open = new Stack<Transaction>([transaction]);
        while (open.TryPop(out var next) && seen.Count < context.Options.MostRelatives)
        {
            foreach (var input in next.Inputs)
            {
                if (context.Pool.Find(input.PreviousOutput.Transaction) is { } parent && seen.Add(parent.Id)) open.Push(parent.Transaction);
            }
        }
        return seen.Count;
    }
}
