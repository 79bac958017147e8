using System.Globalization;
using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary>
/// The signed wrapping of every gossip message: <c>{"version":1,"timestamp":…,"pubKey":…,"signature":…,"data":{…}}</c>. Signed is
/// <c>"1" + JSON.stringify(data) + timestamp</c>, as a Bitcoin message, with the node's key (fluxos-protocol §4.1).
/// </summary>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="PubKey">The node's key in hexadecimal, compressed or not as it stands in the node list.</param>
/// <param name="Signature">Base64 of 65 bytes.</param>
/// <param name="Data">The message.</param>
public sealed record GossipEnvelope(long Timestamp, string PubKey, string Signature, JsValue Data)
{
    private const int Version = 1;
    private const int MaxPubKey = 130;

    /// <summary>Longest envelope that is read, in characters: a full bulk batch of the existing network fits.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>The text the node key signs.</summary>
    public static string SignedText(JsValue data, long timestamp) => string.Create(CultureInfo.InvariantCulture, $"{Version}{data}{timestamp}");

    /// <summary>Wraps and signs a message with a node key.</summary>
    /// <param name="pubKey">The key's public half, spelled as in the node list.</param>
    public static GossipEnvelope Sign(GossipMessage message, long timestamp, string pubKey, ReadOnlySpan<byte> privateKey32)
    {
        var data = message.ToJs();
        var compressed = pubKey.Length < MaxPubKey;
        return new(timestamp, pubKey, OwnerSignature.Sign(SignedText(data, timestamp), privateKey32, compressed), data);
    }

    /// <summary>Reads an envelope; false with the reason when it is none. Nothing is verified.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out GossipEnvelope envelope, out string problem)
    {
        envelope = null!;
        if (text.Length > MaxLength) problem = $"longer than {MaxLength} characters";
        else if (JsReader.TryRead(text, out var value, out problem)) TryRead(value, out envelope, out problem);
        return problem.Length == 0;
    }

    /// <summary>As the other overload, from a value already read.</summary>
    public static bool TryRead(JsValue value, out GossipEnvelope envelope, out string problem)
    {
        envelope = null!;
        problem = "";
        if (value["version"] is not { } version || !version.AsNumber.TryGetInt64(out var number) || number != Version) problem = "version must be 1";
        else if (value["timestamp"] is not { } time || !time.AsNumber.TryGetInt64(out var timestamp) || timestamp <= 0) problem = "timestamp is missing";
        else if (value["pubKey"] is not { AsText: { Length: > 0 and <= MaxPubKey } pubKey }) problem = "pubKey is missing";
        else if (value["signature"] is not { AsText: { Length: > 0 and <= OwnerSignature.MaxLength } signature }) problem = "signature is missing";
        else if (value["data"] is not { Kind: JsKind.Object } data) problem = "data is missing";
        else envelope = new(timestamp, pubKey, signature, data);
        return problem.Length == 0;
    }

    /// <summary>
    /// Time and signature. Whether the key belongs to a confirmed node, and to the one the message's <see cref="GossipMessage.Sender"/> names,
    /// is for the caller, who has the node list. Remember a content hash as seen only when this said <see cref="EnvelopeState.Good"/>.
    /// </summary>
    public EnvelopeState Check(long nowMs, long maxAgeMs = GossipTiming.MaxAgeMs)
    {
        if (Timestamp > nowMs + GossipTiming.MaxAheadMs) return EnvelopeState.FromTheFuture;
        if (!OwnerSignature.Verify(PubKey, SignedText(Data, Timestamp), Signature)) return EnvelopeState.BadSignature;
        return Timestamp < nowMs - maxAgeMs ? EnvelopeState.Stale : EnvelopeState.Good;
    }

    /// <summary>The 20-byte name under which peers announce and ask for it.</summary>
    public byte[] ContentHash() => Canonical.ContentHash.Of(Data);

    /// <summary>The wire form.</summary>
    public JsValue ToJs() => JsValue.Object(
    [
        new("version", JsValue.Of(Version)), new("timestamp", JsValue.Of(Timestamp)), new("pubKey", JsValue.Of(PubKey)),
        new("signature", JsValue.Of(Signature)), new("data", Data),
    ]);

    /// <summary>The wire text.</summary>
    public string ToJson() => ToJs().ToString();
}
