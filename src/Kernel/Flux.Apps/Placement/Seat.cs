namespace Flux.Apps.Placement;

/// <summary>What the walk decided about a candidate.</summary>
public enum Seat
{
    /// <summary>One of the first k: may run the app.</summary>
    Member,

    /// <summary>Fit, but k members were found before it.</summary>
    Beyond,

    /// <summary>Another node of its payee has a seat.</summary>
    PayeeSeated,

    /// <summary>It declined.</summary>
    Declined,

    /// <summary>Its tier cannot hold one instance.</summary>
    TooSmall,
}
