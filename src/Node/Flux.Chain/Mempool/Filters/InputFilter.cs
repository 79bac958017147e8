using System.Collections.Immutable;
using Flux.Consensus.Blocks;
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
        if (transaction.Inputs.Any(input => context.AllCoins.Find(input.PreviousOutput) is null)) return new PoolResult(PoolResultKind.MissingInputs);
        var spend = SpendRules.Check(context.Network, transaction, context.NextHeight, context.AllCoins);
        if (!spend.Verdict.IsOk) return new PoolResult(PoolResultKind.Refused, spend.Verdict);
        (candidate.Spent, candidate.Fee) = (spend.Spent, spend.Fee);
        candidate.SigOps = CountSigOps(transaction, spend.Spent);
        var verdict = StandardPolicy.CheckSpends(FormFilter.Rules(context), transaction, spend.Spent.AsSpan());
        return verdict.IsOk ? null : new PoolResult(PoolResultKind.Refused, verdict);
    }

    private static int CountSigOps(Transaction transaction, ImmutableArray<Coin> spent)
    {
        var count = SigOps.Legacy(transaction);
        for (var i = 0; i < spent.Length; i++) count += SigOps.OfRedeemScript(transaction.Inputs[i].ScriptSig, spent[i].Output.ScriptPubKey);
        return count;
    }
}
