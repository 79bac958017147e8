namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    private const string NodeTransitions = "chain reference §8.5";
    private const string NodeCollaterals = "chain reference §8.2, §8.3";

    /// <summary>START of a collateral that is STARTED or DoS-listed.</summary>
    public static Reject NodeAlreadyStarted { get; } = Row("fluxnode-tx-already-in-chain-or-waiting-for-dos-unban", 10, NodeTransitions);

    /// <summary>START of a CONFIRMED node.</summary>
    public static Reject NodeAlreadyConfirmed { get; } = Row("fluxnode-tx-already-in-confirm-chain", 10, NodeTransitions);

    /// <summary>First confirm of a node that is not STARTED.</summary>
    public static Reject NodeNotStarted { get; } = Row("fluxnode-tx-invalid-confirm-outpoint-not-started", 10, NodeTransitions);

    /// <summary>Update of a node that is not CONFIRMED.</summary>
    public static Reject NodeNotConfirmed { get; } = Row("fluxnode-tx-invalid-update-confirm-outpoint-not-confirmed", 10, NodeTransitions);

    /// <summary>Update before its time.</summary>
    public static Reject NodeUpdateTooSoon { get; } = Row("fluxnode-tx-invalid-update-confirm-outpoint-not-confirmed-or-too-soon", 10, NodeTransitions);

    /// <summary>The benchmark vouches for a lower tier than the collateral's.</summary>
    public static Reject NodeBenchmarkTierTooLow { get; } = Row("fluxnode-tx-benchmark-tier-to-low-for-collateral", 100, NodeTransitions);

    /// <summary>The collateral of a START is not in the coin set before the block.</summary>
    public static Reject NodeCoinsNotAvailable { get; } = Row("fluxnode-tx-coins-not-available", 10, NodeCollaterals);

    /// <summary>The collateral is not owned by the key in the START.</summary>
    public static Reject NodeWrongDestination { get; } = Row("fluxnode-tx-destinations-didn't-match", 10, NodeCollaterals);

    /// <summary>A version 5 START of a P2SH collateral whose key is none of the foundation's.</summary>
    public static Reject NodeWrongFoundationKey { get; } = Row("fluxnode-tx-p2sh-publickeys-didn't-match", 10, NodeCollaterals);

    /// <summary>The collateral is not owned by the redeem script in the START.</summary>
    public static Reject NodeWrongRedeemScript { get; } = Row("fluxnode-tx-p2shnodes-destinations-didn't-match", 10, NodeCollaterals);

    /// <summary>A collateral that is spent, too young, of no tier's amount, or an escrow coin. The detail says which.</summary>
    public static Reject NodeBadCollateral { get; } = Row("bad-txns-fluxnode-tx-inputs-missingorspent-{0}", 100, NodeCollaterals, looseScore: 10);

    /// <summary>A START, CONFIRM or benchmark signature that no allowed key made. Signatures are outside the block hash.</summary>
    public static Reject NodeBadSignature { get; } = Row("bad-txns-fluxnode-tx-invalid-signature", 10, "chain reference §8.3", marksInvalid: false);
}
