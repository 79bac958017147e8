using Flux.Consensus.Networks;
using Flux.Consensus.Transactions;
using Flux.Consensus.Transactions.Policy;

namespace Flux.Chain.Mempool.Filters;

/// <summary>What needs no coins: the transaction's own rules, those of the next height, standardness, finality.</summary>
internal sealed class FormFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        var (network, transaction) = (context.Network, candidate.Transaction);
        var verdict = TransactionRules.Check(network, transaction);
        if (verdict.IsOk) verdict = TransactionRules.CheckContext(network, transaction, context.NextHeight);
        if (verdict.IsOk) verdict = StandardPolicy.CheckLoose(Rules(context), transaction, context.NextHeight, context.MedianTime, Options(context));
        return verdict.IsOk ? null : new PoolResult(PoolResultKind.Refused, verdict);
    }

    internal static Network Rules(PoolContext context) => context.Options.RequireStandard is { } required && required != context.Network.RequiresStandard
        ? context.Network with { RequiresStandard = required }
        : context.Network;

    private static StandardOptions Options(PoolContext context) => new()
    {
        MinRelayRate = new FeeRate(context.Options.MinRelayFeePer1000),
        PermitBareMultisig = context.Options.PermitBareMultisig,
        LongestMemo = context.Options.LongestMemo,
    };
}
