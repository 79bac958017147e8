using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Following;

namespace Flux.Os.Peers;

/// <summary>
/// Decides what happens to a frame: verified news, something known, something to ignore, or an offence
/// (FluxOS reference §4.1, with verification before deduplication).
/// </summary>
internal sealed class EnvelopeGate(ChainFollower follower, SeenMessages seen, TimeProvider time)
{
    /// <summary>Judges a frame's text.</summary>
    public GateResult Judge(ReadOnlySpan<char> frame)
    {
        if (!JsReader.TryRead(FrameText.Strip(frame), out var value, out var problem)) return GateResult.NoMessage(problem);
        if (HashFrame.Read(value) is { } beside) return beside;
        if (!GossipEnvelope.TryRead(value, out var envelope, out problem)) return GateResult.NoMessage(problem);
        var hash = Convert.ToHexStringLower(envelope.ContentHash());
        if (seen.Contains(hash)) return GateResult.Known;
        if (!GossipReader.TryRead(envelope.Data, out var message, out problem))
            return problem.StartsWith("unknown type", StringComparison.Ordinal) ? GateResult.Known : GateResult.Offence(problem);
        // Before the signature, which costs more: who is not on the list cannot be heard anyway.
        if (!MaySend(envelope.PubKey, message.Sender)) return GateResult.Known;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        switch (envelope.Check(now, message.MaxAgeMs))
        {
            case EnvelopeState.Good when message.ToldAt < now - GossipTiming.MaxAgeMs: return GateResult.Known;
            case EnvelopeState.Good: break;
            case EnvelopeState.Stale: return GateResult.Known;
            default: return GateResult.Offence("the envelope's time or signature is wrong");
        }
        return seen.TryAdd(hash, envelope.ToJson()) ? new GateResult(envelope, message, null, hash) : GateResult.Known;
    }

    // A key that is not on the list is no offence: lists differ for a moment after every block.
    private bool MaySend(string publicKey, SenderRule rule) =>
        follower.Picture.Index.OfKey(publicKey).Any(node => rule.Address is null || node.Address == rule.Address);
}
