using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>What the gate says of a frame.</summary>
/// <param name="Envelope">The verified envelope, when it is news.</param>
/// <param name="Message">Its content.</param>
/// <param name="Problem">What the peer did wrong, when it did.</param>
/// <param name="Hash">The content hash of news, or of what the peer has or wants.</param>
/// <param name="HashTalk">Whether the peer has or wants that hash.</param>
internal readonly record struct GateResult(GossipEnvelope? Envelope, GossipMessage? Message, string? Problem, string Hash = "", HashTalk HashTalk = HashTalk.None)
{
    /// <summary>Nothing to do, nobody to blame.</summary>
    public static GateResult Known => default;

    public static GateResult Offence(string problem) => new(null, null, problem);

    public static GateResult Talk(HashTalk talk, string hash) => new(null, null, null, hash, talk);
}
