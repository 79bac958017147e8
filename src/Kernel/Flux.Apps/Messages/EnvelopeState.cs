namespace Flux.Apps.Messages;

/// <summary>What is wrong with an envelope, if anything (fluxos-protocol §4.1).</summary>
public enum EnvelopeState
{
    Good,

    /// <summary>Further ahead of our clock than two minutes: counts against the peer.</summary>
    FromTheFuture,

    /// <summary>Right, but too old: answered with a NAK, no offence.</summary>
    Stale,

    /// <summary>The signature is not by the key it names: counts against the peer.</summary>
    BadSignature,
}
