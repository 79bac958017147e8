namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    private const string Form = "chain reference §6.5";
    private const string Eras = "chain reference §6.6";
    private const int Loose = 10;

    /// <summary>An ordinary transaction below version 1.</summary>
    public static Reject TxVersionTooLow { get; } = Row("bad-txns-version-too-low", 100, Form);

    /// <summary>Overwintered, but below version 3. The parser refuses it before.</summary>
    public static Reject TxOverwinterVersionTooLow { get; } = Row("bad-tx-overwinter-version-too-low", 100, Form);

    /// <summary>Overwintered with an unknown group id. The parser refuses it before.</summary>
    public static Reject TxUnknownGroup { get; } = Row("bad-tx-version-group-id", 100, Form);

    /// <summary>Expiry height of 500,000,000 or more.</summary>
    public static Reject TxExpiryTooHigh { get; } = Row("bad-tx-expiry-height-too-high", 100, Form);

    /// <summary>Spends nothing.</summary>
    public static Reject TxNoInputs { get; } = Row("bad-txns-vin-empty", 10, Form);

    /// <summary>Pays nothing.</summary>
    public static Reject TxNoOutputs { get; } = Row("bad-txns-vout-empty", 10, Form);

    /// <summary>More than 2,000,000 bytes. Not marked: a node transaction's size depends on signatures outside the hash (§13.22b).</summary>
    public static Reject TxOversize { get; } = Row("bad-txns-oversize", 100, Form, marksInvalid: false);

    /// <summary>A negative output.</summary>
    public static Reject TxOutputNegative { get; } = Row("bad-txns-vout-negative", 100, Form);

    /// <summary>An output above the maximum.</summary>
    public static Reject TxOutputTooLarge { get; } = Row("bad-txns-vout-toolarge", 100, Form);

    /// <summary>What leaves the transparent pool is above the maximum.</summary>
    public static Reject TxOutputTotalTooLarge { get; } = Row("bad-txns-txouttotal-toolarge", 100, Form);

    /// <summary>What enters the transparent pool from the shielded ones is above the maximum.</summary>
    public static Reject TxInputTotalTooLarge { get; } = Row("bad-txns-txintotal-toolarge", 100, Form);

    /// <summary>A value balance without spends or outputs.</summary>
    public static Reject TxValueBalanceNonzero { get; } = Row("bad-txns-valuebalance-nonzero", 100, Form);

    /// <summary>A value balance above the maximum, either way.</summary>
    public static Reject TxValueBalanceTooLarge { get; } = Row("bad-txns-valuebalance-toolarge", 100, Form);

    /// <summary>A JoinSplit takes a negative value.</summary>
    public static Reject TxPublicOldNegative { get; } = Row("bad-txns-vpub_old-negative", 100, Form);

    /// <summary>A JoinSplit gives a negative value.</summary>
    public static Reject TxPublicNewNegative { get; } = Row("bad-txns-vpub_new-negative", 100, Form);

    /// <summary>A JoinSplit takes more than the maximum.</summary>
    public static Reject TxPublicOldTooLarge { get; } = Row("bad-txns-vpub_old-toolarge", 100, Form);

    /// <summary>A JoinSplit gives more than the maximum.</summary>
    public static Reject TxPublicNewTooLarge { get; } = Row("bad-txns-vpub_new-toolarge", 100, Form);

    /// <summary>A JoinSplit both takes and gives.</summary>
    public static Reject TxPublicBothNonzero { get; } = Row("bad-txns-vpubs-both-nonzero", 100, Form);

    /// <summary>The same output spent twice.</summary>
    public static Reject TxInputsDuplicate { get; } = Row("bad-txns-inputs-duplicate", 100, Form);

    /// <summary>The same Sprout note spent twice.</summary>
    public static Reject TxJoinSplitNullifiersDuplicate { get; } = Row("bad-joinsplits-nullifiers-duplicate", 100, Form);

    /// <summary>The same Sapling note spent twice.</summary>
    public static Reject TxSpendNullifiersDuplicate { get; } = Row("bad-spend-description-nullifiers-duplicate", 100, Form);

    /// <summary>A coinbase with JoinSplits.</summary>
    public static Reject CoinbaseHasJoinSplits { get; } = Row("bad-cb-has-joinsplits", 100, Form);

    /// <summary>A coinbase with Sapling spends.</summary>
    public static Reject CoinbaseHasSpends { get; } = Row("bad-cb-has-spend-description", 100, Form);

    /// <summary>A coinbase with Sapling outputs.</summary>
    public static Reject CoinbaseHasOutputs { get; } = Row("bad-cb-has-output-description", 100, Form);

    /// <summary>A coinbase script below 2 or above 100 bytes.</summary>
    public static Reject CoinbaseScriptLength { get; } = Row("bad-cb-length", 100, Form);

    /// <summary>The null outpoint beside other inputs.</summary>
    public static Reject TxPrevoutNull { get; } = Row("bad-txns-prevout-null", 10, Form);

    /// <summary>Shielded parts on a network that has none.</summary>
    public static Reject TxShieldedRefused { get; } = Row("bad-txns-shielded", 100, "architecture §4");

    /// <summary>Overwintered before Acadia.</summary>
    public static Reject TxOverwinterNotActive { get; } = Row("tx-overwinter-not-active", 100, Eras, looseScore: Loose);

    /// <summary>Version 4 or more without the overwintered bit, from Acadia on.</summary>
    public static Reject TxOverwinteredFlagNotSet { get; } = Row("tx-overwintered-flag-not-set", 100, Eras, looseScore: Loose);

    /// <summary>Overwintered with another group than Sapling's, from Acadia on.</summary>
    public static Reject TxSaplingGroup { get; } = Row("bad-sapling-tx-version-group-id", 100, Eras, looseScore: Loose);

    /// <summary>Sapling's group below version 4. The parser refuses it before.</summary>
    public static Reject TxSaplingVersionTooLow { get; } = Row("bad-tx-sapling-version-too-low", 100, Eras);

    /// <summary>Sapling's group above version 4. The parser refuses it before.</summary>
    public static Reject TxSaplingVersionTooHigh { get; } = Row("bad-tx-sapling-version-too-high", 100, Eras);

    /// <summary>Not overwintered, from Acadia on.</summary>
    public static Reject TxSaplingActive { get; } = Row("tx-sapling-active", 100, Eras, looseScore: Loose);

    /// <summary>Expired at least two blocks ago.</summary>
    public static Reject TxExpired { get; } = Row("tx-sapling-expired", 100, Eras, looseScore: Loose);

    /// <summary>Expired one block ago: the sender may not have known.</summary>
    public static Reject TxJustExpired { get; } = Row("tx-sapling-expired", 0, Eras);

    /// <summary>More than 100,000 bytes before Acadia.</summary>
    public static Reject TxOversizeBeforeAcadia { get; } = Row("bad-txns-oversize", 100, Eras);

    /// <summary>Transparent inputs into a shielded pool, from the Flux upgrade on.</summary>
    public static Reject TxEntersShieldedPool { get; } = Row("bad-txns-fluxrebrand-vprivacy-not-empty", 10, Eras);

    /// <summary>An input that does not exist or is spent.</summary>
    public static Reject TxInputsMissingOrSpent { get; } = Row("bad-txns-inputs-missingorspent", 100, Eras);

    /// <summary>Spends a coinbase that is not mature.</summary>
    public static Reject TxPrematureCoinbaseSpend { get; } = Row("bad-txns-premature-spend-of-coinbase", 0, Eras);

    /// <summary>Spends a coinbase to transparent outputs before the Flux upgrade (main, test).</summary>
    public static Reject TxCoinbaseSpendTransparent { get; } = Row("bad-txns-coinbase-spend-has-transparent-outputs", 0, Eras);

    /// <summary>Inputs, or their sum, above the maximum.</summary>
    public static Reject TxInputValuesOutOfRange { get; } = Row("bad-txns-inputvalues-outofrange", 100, Eras);

    /// <summary>Pays more than it spends.</summary>
    public static Reject TxInBelowOut { get; } = Row("bad-txns-in-belowout", 100, Eras);
}
