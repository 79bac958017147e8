using Flux.Consensus.FluxNodes;
using Flux.Consensus.Rejects;
using Flux.Primitives.FluxNodes;

namespace Flux.Chain.Mempool.Filters;

/// <summary>
/// START and CONFIRM: valid in the next block, signed not too long ago, and at most one per collateral, where a newer one takes the place of
/// an older one.
/// </summary>
internal sealed class NodeTransactionFilter(TimeProvider time) : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        if (candidate.Transaction.FluxNode is not { } payload) return null;
        var verdict = candidate.IsReturning ? Verdict.Ok : CheckAge(payload, context);
        if (verdict.IsOk) verdict = CheckReplacement(payload, candidate, context);
        if (verdict.IsOk) verdict = CheckState(candidate, context);
        if (verdict.IsOk) return null;
        // An update that comes too soon is nobody's fault: its sender may see another tip.
        return new PoolResult(verdict.Reject == RejectTable.NodeUpdateTooSoon ? PoolResultKind.Dropped : PoolResultKind.Refused, verdict);
    }

    private Verdict CheckAge(FluxNodePayload payload, PoolContext context)
    {
        var oldest = time.GetUtcNow().ToUnixTimeSeconds() - (long)context.Options.MostFluxNodeAge.TotalSeconds;
        if (SigTimeOf(payload) < oldest) return Verdict.Fail(PoolRejects.NodeSignatureTooOld);
        return payload is ConfirmTransaction confirm && confirm.BenchmarkSigTime < oldest ? Verdict.Fail(PoolRejects.NodeVoucherTooOld) : Verdict.Ok;
    }

    private static Verdict CheckReplacement(FluxNodePayload payload, PoolCandidate candidate, PoolContext context)
    {
        candidate.Replaces = context.Pool.FluxNodeTransactionOf(payload.Collateral);
        if (candidate.Replaces is not { } older || SigTimeOf(payload) > SigTimeOf(older.Transaction.FluxNode!)) return Verdict.Ok;
        return Verdict.Fail(PoolRejects.OlderNodeTransaction);
    }

    internal static Verdict CheckState(PoolCandidate candidate, PoolContext context)
    {
        var check = FluxNodeRules.Check(context.Network, candidate.Transaction, context.Ledger.Nodes, context.NextHeight, context.Coins);
        if (!check.Verdict.IsOk) return check.Verdict;
        foreach (var signature in check.Checks)
        {
            var verdict = signature.Run();
            if (!verdict.IsOk) return verdict;
        }
        return Verdict.Ok;
    }

    private static uint SigTimeOf(FluxNodePayload payload) => payload switch
    {
        StartTransaction start => start.SigTime,
        ConfirmTransaction confirm => confirm.SigTime,
        _ => 0,
    };
}
