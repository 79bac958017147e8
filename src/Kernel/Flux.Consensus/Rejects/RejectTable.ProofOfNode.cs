namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    /// <summary>A producer signature longer than one can be.</summary>
    public static Reject PonSignatureSize { get; } = Row("bad-pon-sig-size", 100, "chain reference §3.2", marksInvalid: false);

    /// <summary>The producer's eligibility hash is above the target.</summary>
    public static Reject PonHighHash { get; } = Row("high-hash", 50, "chain reference §3.2");

    /// <summary>A proof-of-work block in the era of proof of node.</summary>
    public static Reject NotPonBlock { get; } = Row("not-pon-block", 100, "chain reference §3.2");

    /// <summary>A proof-of-node block where there is none yet, or never.</summary>
    public static Reject PrematurePonBlock { get; } = Row("premature-pon-block", 100, "chain reference §3.2");

    /// <summary>Not eligible at this height, or an emergency block without enough signatures.</summary>
    public static Reject BadPonHeader { get; } = Row("bad-pon-header", 100, "chain reference §3.2", marksInvalid: false);

    /// <summary>Header field 6 of a proof-of-node block is not what the ancestors demand.</summary>
    public static Reject BadPonTarget { get; } = Row("bad-pon-diffbits", 100, "chain reference §9.3");

    /// <summary>No such node, or its signature is bad.</summary>
    public static Reject BadPonBlock { get; } = Row("bad-pon-block", 100, "chain reference §9.4", marksInvalid: false);

    /// <summary>The developer fund gets less than its due.</summary>
    public static Reject MissingDeveloperFunding { get; } = Row("tx-coinbase-missing-dev-funding", 100, "chain reference §5.4");

    /// <summary>The exchange's one-off output is missing.</summary>
    public static Reject MissingExchangeFunding { get; } = Row("tx-coinbase-missing-exchange-funding", 100, "chain reference §5.4");

    /// <summary>The foundation's one-off output is missing.</summary>
    public static Reject MissingFoundationFunding { get; } = Row("tx-coinbase-missing-foundation-funding", 100, "chain reference §5.4");

    /// <summary>A swap-pool output is missing.</summary>
    public static Reject MissingSwapPoolFunding { get; } = Row("tx-coinbase-missing-swappool-funding", 100, "chain reference §5.4");

    /// <summary>Header field 4 is not the Sapling root after the block.</summary>
    public static Reject BadSaplingRoot { get; } = Row("bad-sapling-root-in-block", 100, "chain reference §3.4");
}
