using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>What the gate says of a frame.</summary>
/// <param name="Envelope">The verified envelope, when it is news.</param>
/// <param name="Message">Its content.</param>
/// <param name="Problem">What the peer did wrong, when it did.</param>
internal readonly record struct GateResult(GossipEnvelope? Envelope, GossipMessage? Message, string? Problem)
{
    /// <summary>Nothing to do, nobody to blame.</summary>
    public static GateResult Known => default;

    public static GateResult Offence(string problem) => new(null, null, problem);
}
