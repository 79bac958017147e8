namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    /// <summary>A script refuses the spend.</summary>
    public static Reject MandatoryScriptFailure { get; } = Row("mandatory-script-verify-flag-failed ({0})", 100, "chain reference §7");

    /// <summary>A script refuses the spend only under the pool's stricter demands.</summary>
    public static Reject NonMandatoryScriptFailure { get; } =
        Row("non-mandatory-script-verify-flag ({0})", 0, "chain reference §7", RejectKind.Nonstandard);
}
