namespace Flux.Apps.Registry;

/// <summary>What became of a payment.</summary>
public enum PaymentState
{
    /// <summary>No such payment.</summary>
    Unknown,

    /// <summary>Nobody has shown the message it pays for.</summary>
    MessageMissing,

    /// <summary>It put its message in force, or keeps it there.</summary>
    Accepted,

    /// <summary>It pays less than the price at its height.</summary>
    Underpaid,

    /// <summary>The specification breaks a rule at its height.</summary>
    InvalidSpecification,

    /// <summary>The message is not allowed there: name taken, unknown app, wrong signer, forbidden change.</summary>
    Refused,

    /// <summary>The message was in force before and is over; a new one must be signed.</summary>
    MessageOver,
}
