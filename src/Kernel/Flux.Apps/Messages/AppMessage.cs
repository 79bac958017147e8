using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Specs;

namespace Flux.Apps.Messages;

/// <summary>
/// A signed registration or update of an app (fluxos-protocol §3.2, §4.2). Immutable; whether the signature is the owner's is asked
/// with <see cref="IsSignedBy"/>, whether hash and specification are sound with <see cref="AppMessageCheck"/>.
/// </summary>
public sealed class AppMessage
{
    /// <summary>The only message version.</summary>
    public const int Version = 1;

    private ImmutableArray<string> signers;

    private AppMessage(string type, AppMessageKind kind, JsValue received, AppSpec spec, long timestamp, string signature, MessageHash hash)
    {
        Type = type;
        Kind = kind;
        // Most specifications come in canonical form; then one copy is kept.
        Received = ReferenceEquals(received, spec.Canonical) ? received : received.ToString() is var text && text == spec.ToCanonicalJson() ? spec.Canonical : received.Packed(text);
        Spec = spec;
        Timestamp = timestamp;
        Signature = signature;
        Hash = hash;
    }

    /// <summary>Wire name; part of the signed text.</summary>
    public string Type { get; }

    public AppMessageKind Kind { get; }

    /// <summary>The specification as it came; the hash is over its text.</summary>
    public JsValue Received { get; }

    /// <summary>The specification's model; its limits are not checked yet.</summary>
    public AppSpec Spec { get; }

    /// <summary>Milliseconds since 1970, by the owner's clock.</summary>
    public long Timestamp { get; }

    /// <summary>Base64 (Bitcoin, FLUX), 0x-hexadecimal (Ethereum), or that of a multisig (<see cref="FluxSignature"/>).</summary>
    public string Signature { get; }

    /// <summary>The hash the message claims; <see cref="AppMessageCheck"/> compares it.</summary>
    public MessageHash Hash { get; }

    /// <summary>The addresses whose key made the signature, over the formatted specification or a historic order of it.</summary>
    public ImmutableArray<string> Signers => signers.IsDefault ? signers = RecoverSigners() : signers;

    /// <summary>The text an owner signs: type, version, formatted specification, timestamp.</summary>
    public static string SignedText(AppMessageKind kind, AppSpec spec, long timestamp) =>
        SignedText(AppMessageType.Of(kind), spec.Canonical, timestamp);

    /// <summary>A message of our own making; the specification is sent in its canonical form.</summary>
    public static AppMessage Create(AppMessageKind kind, AppSpec spec, long timestamp, string signature)
    {
        var type = AppMessageType.Of(kind);
        var hash = MessageHash.Of(SignedText(type, spec.Canonical, timestamp) + signature);
        return new(type, kind, spec.Canonical, spec, timestamp, signature, hash);
    }

    /// <summary>
    /// Reads the <c>data</c> of a gossip message or a record of the API: type, version, appSpecifications, hash, timestamp, signature.
    /// False with the reason when a field is missing or has the wrong type, or the specification's shape is wrong.
    /// </summary>
    public static bool TryRead(JsValue data, out AppMessage message, out string problem)
    {
        message = null!;
        problem = "";
        var type = data["type"]?.AsText ?? "";
        if (AppMessageType.KindOf(type) is not { } kind) problem = $"\"{type}\" is not an app message";
        else if (data["version"] is not { } version || !version.AsNumber.TryGetInt64(out var number) || number != Version) problem = "version must be 1";
        else if (data["timestamp"] is not { } timestamp || !timestamp.AsNumber.TryGetInt64(out var time) || time <= 0) problem = "timestamp must be a number";
        else if (data["signature"] is not { AsText: { Length: > 0 and <= FluxSignature.MaxLength } signature }) problem = "signature is missing";
        else if (!MessageHash.TryParse(data["hash"]?.AsText, out var hash)) problem = "hash must be 64 lower-case hexadecimal characters";
        else if (data["appSpecifications"] is not { Kind: JsKind.Object } received) problem = "appSpecifications must be an object";
        else if (AppSpec.TryRead(received) is var reading && !reading.IsValid) problem = reading.ToString();
        else message = new(type, kind, received, reading.Spec!, time, signature, hash);
        return problem.Length == 0;
    }

    /// <summary>True when that owner's key made the signature. Owners are Bitcoin or Ethereum addresses, or public keys in hexadecimal.</summary>
    public bool IsSignedBy(string owner) => Signers.Any(signer => OwnerSignature.IsSame(signer, owner));

    /// <summary>As <see cref="IsSignedBy"/>, and FLUX addresses and multisigs too: the owners of own networks.</summary>
    public bool IsSignedByOwner(string owner) => IsSignedBy(owner) || FluxSignature.Verify(owner, SignedText(Type, Spec.Canonical, Timestamp), Signature);

    /// <summary>The gossip form, fields in the order in which they are emitted.</summary>
    /// <param name="arcaneSender">Compatibility field of older nodes.</param>
    public JsValue ToGossip(bool arcaneSender = false) => JsValue.Object(
    [
        new("type", JsValue.Of(Type)),
        new("version", JsValue.Of(Version)),
        new("appSpecifications", Received),
        new("hash", JsValue.Of(Hash.ToString())),
        new("timestamp", JsValue.Of(Timestamp)),
        new("signature", JsValue.Of(Signature)),
        new("arcaneSender", JsValue.Of(arcaneSender)),
    ]);

    /// <summary>True when the claimed hash is that of the specification as received, or of a historic order of it.</summary>
    internal bool HasItsOwnHash() =>
        HistoricOrders.Of(Received, Spec.Version).Prepend(Received).Any(order => MessageHash.Of(SignedText(Type, order, Timestamp) + Signature) == Hash);

    private static string SignedText(string type, JsValue specification, long timestamp) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}{Version}{specification}{timestamp}");

    private ImmutableArray<string> RecoverSigners() =>
    [
        .. HistoricOrders.Of(Spec.Canonical, Spec.Version).Prepend(Spec.Canonical)
            .Select(order => OwnerSignature.TryRecover(SignedText(Type, order, Timestamp), Signature, out var address) ? address : null)
            .OfType<string>(),
    ];
}
