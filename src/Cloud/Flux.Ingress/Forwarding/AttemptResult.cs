namespace Flux.Ingress.Forwarding;

/// <summary>How one attempt to forward a request ended.</summary>
internal enum AttemptResult
{
    /// <summary>The client has (or is getting) its answer, or is gone.</summary>
    Done,

    /// <summary>No connection: nothing was sent.</summary>
    NotConnected,

    /// <summary>Sent, at least in part, but no answer began.</summary>
    NotAnswered,

    /// <summary>No answer within the deadline.</summary>
    TooSlow,
}
