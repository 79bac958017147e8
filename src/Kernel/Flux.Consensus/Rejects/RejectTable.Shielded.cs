namespace Flux.Consensus.Rejects;

/// <summary>Shielded parts against the chain, and their signatures. Their form is judged with that of the transaction.</summary>
public static partial class RejectTable
{
    private const string Turnstile = "chain reference §13.A";

    /// <summary>A nullifier that is spent, or an anchor that never was a root.</summary>
    public static Reject ShieldedRequirements { get; } = Row("bad-txns-joinsplit-requirements-not-met", 100, Eras);

    /// <summary>The same in a loose transaction: nobody's fault, another may have been first.</summary>
    public static Reject LooseShieldedRequirements { get; } = Row("bad-txns-shielded-requirements-not-met", 0, Pool, RejectKind.Duplicate);

    /// <summary>More leaves Sprout's pool than is in it. fluxd knows the rule and leaves it off; here it stands in for unverified proofs.</summary>
    public static Reject SproutPoolNegative { get; } = Row("turnstile-violation-sprout-shielded-pool", 100, Turnstile);

    /// <summary>More leaves Sapling's pool than is in it.</summary>
    public static Reject SaplingPoolNegative { get; } = Row("turnstile-violation-sapling-shielded-pool", 100, Turnstile);

    /// <summary>The operator does not follow what takes value out of shielded pools. No fault of the sender.</summary>
    public static Reject TxUnshields { get; } = Row("bad-txns-unshields", 0, "decision 0008");

    /// <summary>JoinSplits without a good Ed25519 signature.</summary>
    public static Reject JoinSplitSignatureInvalid { get; } = Row("bad-txns-invalid-joinsplit-signature", 100, Eras);

    /// <summary>A Sapling spend with a bad point or without a good authorisation.</summary>
    public static Reject SpendDescriptionInvalid { get; } = Row("bad-txns-sapling-spend-description-invalid", 100, Eras);

    /// <summary>A Sapling output with a bad point or commitment.</summary>
    public static Reject OutputDescriptionInvalid { get; } = Row("bad-txns-sapling-output-description-invalid", 100, Eras);

    /// <summary>Sapling parts that do not add up to the value balance, or are another's.</summary>
    public static Reject BindingSignatureInvalid { get; } = Row("bad-txns-sapling-binding-signature-invalid", 100, Eras);
}
