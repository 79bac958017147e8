namespace Flux.Consensus.Rejects;

/// <summary>Reasons that only the pool knows, which judges them from its own state (Flux.Chain, Mempool).</summary>
public static partial class RejectTable
{
    /// <summary>An input that is spent, while its transaction still has other unspent outputs.</summary>
    public static Reject LooseInputsSpent { get; } = Row("bad-txns-inputs-spent", 0, Pool, RejectKind.Duplicate);

    /// <summary>Below the minimum relay fee and too big to be free.</summary>
    public static Reject InsufficientFee { get; } = Row("insufficient fee", 0, Pool, RejectKind.InsufficientFee);

    /// <summary>Too many nearly free transactions lately.</summary>
    public static Reject RateLimitedFree { get; } = Row("rate limited free transaction", 0, Pool, RejectKind.InsufficientFee);
}
