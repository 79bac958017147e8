using Flux.Consensus.Rejects;

namespace Flux.Chain.Mempool;

/// <summary>Reasons that depend on what else waits in the pool, or on what was there.</summary>
public static class PoolRejects
{
    private const string Origin = "chain reference §6.9";

    /// <summary>A waiting transaction spends the same output; there is no replacement by fee.</summary>
    public static Reject Conflict { get; } = Policy("txn-mempool-conflict", RejectKind.Duplicate);

    /// <summary>It was evicted, or as a FluxNode transaction mined, a short while ago.</summary>
    public static Reject LatelyRemoved { get; } = Policy("txn-recently-removed", RejectKind.Duplicate);

    /// <summary>The pool is full of transactions that pay more.</summary>
    public static Reject Full { get; } = Policy("mempool-full", RejectKind.InsufficientFee);

    /// <summary>Too many waiting ancestors.</summary>
    public static Reject LongChain { get; } = Policy("too-long-mempool-chain", RejectKind.Nonstandard);

    /// <summary>An own transaction with a fee that can only be a mistake.</summary>
    public static Reject AbsurdFee { get; } = Policy("absurdly-high-fee", RejectKind.InsufficientFee);

    /// <summary>An escrow coin loses worth with every block: whoever spends it says until when the transaction counts.</summary>
    public static Reject EscrowNeedsExpiry { get; } = new("escrow-spend-needs-expiry", RejectKind.Nonstandard, 0, "architecture, Escrow coins, exactly", MarksInvalid: false);

    /// <summary>At its expiry height the escrow coin is worth too little for the outputs.</summary>
    public static Reject EscrowWorthTooLow { get; } = new("escrow-spend-worth-at-expiry", RejectKind.Nonstandard, 0, "architecture, Escrow coins, exactly", MarksInvalid: false);

    /// <summary>A waiting FluxNode transaction for the same collateral is as new or newer.</summary>
    public static Reject OlderNodeTransaction { get; } = Policy("fluxnode-tx-outpoint-sigTime-older-cant-replace", RejectKind.Duplicate);

    /// <summary>Signed too long ago.</summary>
    public static Reject NodeSignatureTooOld { get; } = Policy("fluxnode-tx-sig-to-old", RejectKind.Duplicate);

    /// <summary>Vouched for too long ago.</summary>
    public static Reject NodeVoucherTooOld { get; } = Policy("fluxnode-tx-bench-sig-to-old", RejectKind.Duplicate);

    private static Reject Policy(string code, RejectKind kind) => new(code, kind, 0, Origin, MarksInvalid: false);
}
