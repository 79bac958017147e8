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

    /// <summary>Against consensus or policy.</summary>
    Refused,
}
