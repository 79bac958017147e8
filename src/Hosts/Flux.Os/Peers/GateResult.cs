using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>What the gate says of a frame.</summary>
/// <param name="Envelope">The verified envelope, when it is news.</param>
/// <param name="Message">Its content.</param>
/// <param name="Problem">What the peer did wrong, when it did.</param>
/// <param name="Hash">The content hash of news, or of what the peer has or wants.</param>
/// <param name="HashTalk">Whether the peer has or wants that hash.</param>
/// <param name="EndsTalk">The frame was no message at all: the connection ends with it.</param>
internal readonly record struct GateResult(GossipEnvelope? Envelope, GossipMessage? Message, string? Problem, string Hash = "", HashTalk HashTalk = HashTalk.None, bool EndsTalk = false)
{
    /// <summary>Nothing to do, nobody to blame.</summary>
    public static GateResult Known => default;

    public static GateResult Offence(string problem) => new(null, null, problem);

    /// <summary>Nothing that a node sends (FluxOS reference §4.1, steps 1 and 2).</summary>
    public static GateResult NoMessage(string problem) => new(null, null, problem, EndsTalk: true);

    public static GateResult Talk(HashTalk talk, string hash) => new(null, null, null, hash, talk);
}
