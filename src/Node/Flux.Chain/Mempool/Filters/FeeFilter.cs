using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;

namespace Flux.Chain.Mempool.Filters;

/// <summary>
/// The minimum relay rate. Below it a small amount per minute passes nevertheless, as fluxd lets it. FluxNode transactions pay nothing.
/// </summary>
internal sealed class FeeFilter(TimeProvider time) : IPoolFilter
{
    private const int AbsurdFactor = 10_000;
    private const int LargestFreeBytes = 999_000;
    private const double SecondsPerDecay = 600;

    private double _freeBytes;
    private DateTimeOffset _last = time.GetUtcNow();

    public PoolResult? Judge(PoolCandidate candidate, PoolContext context)
    {
        if (candidate.Transaction.IsFluxNode || candidate.IsReturning) return null;
        var least = new FeeRate(context.Options.MinRelayFeePer1000).FeeFor(candidate.Size);
        // Whom the operator has raised owes nothing, as in fluxd.
        if (candidate.Fee < least) return context.Pool.DeltaOf(candidate.Transaction.Id) > Amount.Zero ? null : JudgeFree(candidate, context);
        var isAbsurd = candidate.Origin == TransactionOrigin.Own && !candidate.AllowsAbsurdFee && candidate.Fee.Satoshis > least.Satoshis * AbsurdFactor;
        return isAbsurd
            ? Refused(PoolRejects.AbsurdFee, $"{candidate.Fee} is more than {AbsurdFactor} times the minimum {least}")
            : null;
    }

    private PoolResult? JudgeFree(PoolCandidate candidate, PoolContext context)
    {
        if (candidate.Size >= LargestFreeBytes) return Refused(RejectTable.InsufficientFee, $"{candidate.Fee} for {candidate.Size} bytes");
        var now = time.GetUtcNow();
        _freeBytes *= Math.Pow(1 - (1 / SecondsPerDecay), Math.Max(0, (now - _last).TotalSeconds));
        _last = now;
        // The limiter guards against strangers; what this node makes itself is bounded by its owner.
        if (candidate.Origin == TransactionOrigin.Own) return null;
        if (_freeBytes >= context.Options.FreeBytesPerMinute * 10.0) return Refused(RejectTable.RateLimitedFree, null);
        _freeBytes += candidate.Size;
        return null;
    }

    private static PoolResult Refused(Reject reject, string? detail) => new(PoolResultKind.Refused, Verdict.Fail(reject, detail));
}
