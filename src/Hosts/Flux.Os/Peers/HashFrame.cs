using Flux.Apps.Canonical;

namespace Flux.Os.Peers;

/// <summary>Frames beside the envelopes: a content hash, a refusal, or news about topology (FluxOS reference §4.6).</summary>
internal static class HashFrame
{
    private const string PresentName = "messageHashPresent", RequestedName = "requestMessageHash";
    private const int HashLength = 40;

    public static string Present(string hash) => $$"""{"{{PresentName}}":"{{hash}}"}""";

    public static string Request(string hash) => $$"""{"{{RequestedName}}":"{{hash}}"}""";

    /// <summary>What the frame says; null when it is none of these and may be an envelope.</summary>
    public static GateResult? Read(JsValue frame)
    {
        if (frame[PresentName] is { } present) return Read(present, HashTalk.Present);
        if (frame[RequestedName] is { } requested) return Read(requested, HashTalk.Requested);
        // For people's diagnosis over there; nothing here depends on them.
        return frame["type"]?.AsText is "nak" or "peerExchange" or "peerUpdate" ? GateResult.Known : null;
    }

    private static GateResult Read(JsValue hash, HashTalk talk) =>
        hash.AsText is { Length: HashLength } text && text.All(char.IsAsciiHexDigitLower)
            ? GateResult.Talk(talk, text)
            : GateResult.NoMessage("a content hash has 40 lower-case hexadecimal digits");
}
