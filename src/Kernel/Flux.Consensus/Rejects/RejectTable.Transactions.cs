namespace Flux.Consensus.Rejects;

public static partial class RejectTable
{
    /// <summary>An ordinary transaction below version 1.</summary>
    public static Reject TxVersionTooLow { get; } = Row("bad-txns-version-too-low", 100, "chain reference §6.5");
}
