namespace Flux.P2P;

/// <summary>Classes of <see cref="TransactionOutcome"/>.</summary>
public enum TransactionOutcomeKind
{
    /// <summary>Waits in the pool now; it is to be relayed.</summary>
    Accepted,

    /// <summary>Was there before.</summary>
    Known,

    /// <summary>Spends outputs that are not known here (yet).</summary>
    MissingInputs,

    /// <summary>Not taken, without a fault of the sender: it conflicts with a waiting one, or was here lately. Nobody is told.</summary>
    Dropped,

    /// <summary>Against consensus or policy.</summary>
    Refused,
}
