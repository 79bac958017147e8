namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    /// <summary>A node transaction with inputs, outputs or shielded parts.</summary>
    public static Reject NodeTxNotEmpty { get; } = Row("bad-txns-fluxnode-tx-not-empty", 10, Form);

    /// <summary>Neither START nor CONFIRM.</summary>
    public static Reject NodeTxType { get; } = Row("bad-txns-fluxnode-tx-invalid-type", 10, Form);

    /// <summary>No collateral.</summary>
    public static Reject NodeTxNoCollateral { get; } = Row("bad-txns-fluxnode-tx-null-prevout", 10, Form);

    /// <summary>A redeem script above 10,000 bytes.</summary>
    public static Reject NodeTxRedeemScriptTooLarge { get; } = Row("bad-txns-fluxnode-tx-redeemscript-to-large", 10, Form);

    /// <summary>A redeem script that is no bare multisig.</summary>
    public static Reject NodeTxRedeemScriptNotMultisig { get; } = Row("bad-txns-fluxnode-tx-redeemscript-not-multisig", 10, Form);

    /// <summary>Delegate data that is missing, of unknown type, or has more than four or other than compressed keys.</summary>
    public static Reject NodeTxDelegateData { get; } = Row("bad-txns-fluxnode-tx-delegate-data-invalid", 10, Form);

    /// <summary>A benchmark tier outside 1 to 3.</summary>
    public static Reject NodeTxBenchmarkTier { get; } = Row("bad-txns-fluxnode-tx-invalid-benchmark-tier", 10, Form);

    /// <summary>An address text above 40 bytes, or 60 from 2022-03-14 on.</summary>
    public static Reject NodeTxAddressTooLarge { get; } = Row("bad-txns-fluxnode-tx-ip-address-to-large", 100, Form);

    /// <summary>An update type other than 0 and 1.</summary>
    public static Reject NodeTxUpdateType { get; } = Row("bad-txns-fluxnode-tx-invalid-update-type", 10, Form);

    /// <summary>A node transaction before Kamata.</summary>
    public static Reject NodeTxNotActive { get; } = Row("tx-fluxnodes-not-active", 100, Eras, looseScore: Loose);

    /// <summary>Version 6 before the P2SH-node upgrade.</summary>
    public static Reject NodeTxP2shNotActive { get; } = Row("tx-p2shnodes-not-active", 100, Eras, looseScore: Loose);

    /// <summary>Version 6 with other feature bits than plain normal or plain P2SH before PON.</summary>
    public static Reject NodeTxFeaturesNotActive { get; } = Row("tx-bit-features-not-active", 100, Eras, looseScore: Loose);
}
