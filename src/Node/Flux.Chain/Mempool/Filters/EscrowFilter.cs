using Flux.Chain.Indexes;
using Flux.Consensus.Blocks;
using Flux.Consensus.Escrow;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Mempool.Filters;

/// <summary>
/// Escrow coins (architecture, "Escrow coins, exactly"): a payment has the exact form; a spend names an expiry height, and is judged with
/// what its escrow coins are worth then, so that waiting cannot make it invalid.
/// </summary>
internal sealed class EscrowFilter : IPoolFilter
{
    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        if (candidate.Transaction.IsFluxNode) return null;
        var verdict = CheckPayment(candidate, context);
        if (verdict.IsOk) verdict = CheckSpend(candidate, context);
        return verdict.IsOk ? null : new PoolResult(PoolResultKind.Refused, verdict);
    }

    private static Verdict CheckPayment(PoolCandidate candidate, PoolContext context)
    {
        Coin? payer = candidate.Spent.IsEmpty ? null : candidate.Spent[0];
        if (EscrowRules.IsPayment(context.Network, candidate.Transaction))
        {
            if (payer is not { } first) return Verdict.Fail(RejectTable.BadEscrow, "no input");
            var verdict = EscrowRules.Recognize(context.Network, candidate.Transaction, first, out _);
            if (!verdict.IsOk) return verdict;
        }
        candidate.Outputs = [.. new OutputOwner(context.Network).CoinsOf(candidate.Transaction, context.NextHeight, payer)];
        return Verdict.Ok;
    }

    private static Verdict CheckSpend(PoolCandidate candidate, PoolContext context)
    {
        if (!candidate.Spent.Any(coin => coin.IsEscrow)) return Verdict.Ok;
        var expiry = candidate.Transaction.ExpiryHeight;
        if (expiry == 0) return Verdict.Fail(PoolRejects.EscrowNeedsExpiry);
        var spend = SpendRules.Check(context.Network, candidate.Transaction, (int)expiry, context.AllCoins);
        candidate.Fee = spend.Fee;
        return spend.Verdict.IsOk ? Verdict.Ok : Verdict.Fail(PoolRejects.EscrowWorthTooLow, spend.Verdict.ToString());
    }
}
