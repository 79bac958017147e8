using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;

namespace Flux.Chain.Mempool.Filters;

/// <summary>The coins are there, mature and enough, and are spent in a standard way.</summary>
internal sealed class InputFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        var transaction = candidate.Transaction;
        if (transaction.IsFluxNode) return null;
        foreach (var input in transaction.Inputs)
        {
            if (context.AllCoins.Find(input.PreviousOutput) is null) return Missing(input.PreviousOutput, context);
        }
        var spend = SpendRules.Check(context.Network, transaction, context.NextHeight, context.AllCoins);
        if (!spend.Verdict.IsOk) return new PoolResult(PoolResultKind.Refused, spend.Verdict);
        (candidate.Spent, candidate.Fee) = (spend.Spent, spend.Fee);
        candidate.SigOps = CountSigOps(transaction, spend.Spent);
        var verdict = StandardPolicy.CheckSpends(FormFilter.Rules(context), transaction, spend.Spent.AsSpan());
        return verdict.IsOk ? null : new PoolResult(PoolResultKind.Refused, verdict);
    }

    /// <summary>Spent, when its transaction still has other outputs; else perhaps not known yet.</summary>
    private static PoolResult Missing(OutPoint outPoint, PoolContext context) => context.HasCoinsOf(outPoint.Transaction)
        ? new PoolResult(PoolResultKind.Refused, Verdict.Fail(RejectTable.LooseInputsSpent, outPoint.ToString()))
        : new PoolResult(PoolResultKind.MissingInputs);

    private static int CountSigOps(Transaction transaction, ImmutableArray<Coin> spent)
    {
        var count = SigOps.Legacy(transaction);
        for (var i = 0; i < spent.Length; i++) count += SigOps.OfRedeemScript(transaction.Inputs[i].ScriptSig, spent[i].Output.ScriptPubKey);
        return count;
    }
}
