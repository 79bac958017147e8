using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Identity;

namespace Flux.Os.Secrets;

/// <summary>A node's request for the data key of an app's secrets: signed with its node key, answered with the key wrapped for that node key only.</summary>
/// <param name="Hash">Hash of the app's message.</param>
/// <param name="NodeKey">Public node key in hexadecimal.</param>
/// <param name="TimestampMs">When it was made.</param>
/// <param name="Signature">Base64 over <see cref="Text"/>.</param>
internal sealed record SecretKeyRequest(string Hash, string NodeKey, long TimestampMs, string Signature)
{
    private const long LongestAgeMs = 60_000;

    /// <summary>The signed text.</summary>
    public static string Text(string hash, string nodeKey, long timestampMs) => string.Create(CultureInfo.InvariantCulture, $"flux-secret-key:1:{hash}:{nodeKey}:{timestampMs}");

    public static SecretKeyRequest Make(string hash, NodeIdentity node, long timestampMs) => new(hash, node.PublicKey, timestampMs, node.Sign(Text(hash, node.PublicKey, timestampMs)));

    /// <summary>Null when a member is missing.</summary>
    public static SecretKeyRequest? Read(JsValue body) =>
        body["hash"]?.AsText is { Length: > 0 } hash && body["nodeKey"]?.AsText is { Length: > 0 } key && body["signature"]?.AsText is { Length: > 0 } signature
            && long.TryParse(body["timestamp"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            ? new SecretKeyRequest(hash, key, timestamp, signature)
            : null;

    public string ToJson() => JsValue.Object([new("hash", JsValue.Of(Hash)), new("nodeKey", JsValue.Of(NodeKey)), new("timestamp", JsValue.Of(TimestampMs)), new("signature", JsValue.Of(Signature))]).ToString();

    /// <summary>True when it is of now and by the key it names.</summary>
    public bool IsGenuine(long nowMs) => Math.Abs(nowMs - TimestampMs) <= LongestAgeMs && OwnerSignature.Verify(NodeKey, Text(Hash, NodeKey, TimestampMs), Signature);
}
