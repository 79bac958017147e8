namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    private const string Pool = "chain reference §6.9";

    /// <summary>A coinbase outside a block.</summary>
    public static Reject LooseCoinbase { get; } = Row("coinbase", 100, Pool);

    /// <summary>Would expire within three blocks after the next.</summary>
    public static Reject ExpiringSoon { get; } = Row("tx-expiring-soon", 0, Pool);

    /// <summary>Not final in the next block.</summary>
    public static Reject LooseNotFinal { get; } = Policy("non-final");

    /// <summary>Not version 4, from Acadia on.</summary>
    public static Reject NonstandardSaplingVersion { get; } = Policy("sapling-version");

    /// <summary>Not version 1 or 2 before Acadia.</summary>
    public static Reject NonstandardVersion { get; } = Policy("version");

    /// <summary>A scriptSig above 1650 bytes.</summary>
    public static Reject NonstandardScriptSigSize { get; } = Policy("scriptsig-size");

    /// <summary>A scriptSig with more than pushes.</summary>
    public static Reject NonstandardScriptSig { get; } = Policy("scriptsig-not-pushonly");

    /// <summary>An output script of no known shape.</summary>
    public static Reject NonstandardScriptPubKey { get; } = Policy("scriptpubkey");

    /// <summary>A bare multisig where the operator does not want them.</summary>
    public static Reject NonstandardBareMultisig { get; } = Policy("bare-multisig");

    /// <summary>An output that costs more than a third of its value to spend.</summary>
    public static Reject NonstandardDust { get; } = Policy("dust");

    /// <summary>More than one OP_RETURN.</summary>
    public static Reject NonstandardDataOutputs { get; } = Policy("multi-op-return");

    /// <summary>Spends an output of no known shape, or with surplus arguments. fluxd drops it without a code; this one is ours.</summary>
    public static Reject NonstandardInputs { get; } = Policy("bad-txns-nonstandard-inputs");

    /// <summary>More signature operations than a fifth of a block's.</summary>
    public static Reject LooseTooManySigOps { get; } = Policy("bad-txns-too-many-sigops");

    private static Reject Policy(string code) => Row(code, 0, Pool, RejectKind.Nonstandard);
}
