using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Crypto.Curves;

namespace Flux.Apps.Tests.Support;

/// <summary>Somebody with a key who signs app messages.</summary>
internal sealed class Owner
{
    private readonly byte[] key;

    public Owner(byte secret)
    {
        key = [.. new byte[31], secret];
        Secp256k1.TryGetPublicKey(key, compressed: true, out var publicKey).ShouldBeTrue();
        PublicKey = Convert.ToHexStringLower(publicKey);
        Address = OwnerSignature.OfKey(publicKey);
    }

    public string PublicKey { get; }

    public string Address { get; }

    public ReadOnlySpan<byte> Key => key;

    public AppMessage Register(string name, long timestamp = 1000, int instances = 3) =>
        Sign(AppMessageKind.Register, Example.Spec(name, instances, Address), timestamp);

    public AppMessage Update(string name, long timestamp, int instances = 3, string? newOwner = null) =>
        Sign(AppMessageKind.Update, Example.Spec(name, instances, newOwner ?? Address), timestamp);

    public AppMessage Sign(AppMessageKind kind, AppSpec spec, long timestamp) =>
        AppMessage.Create(kind, spec, timestamp, OwnerSignature.Sign(AppMessage.SignedText(kind, spec, timestamp), key));

    /// <summary>A message under any type name, over any text, as an old client might have made it.</summary>
    public AppMessage SignText(string type, JsValue received, JsValue signed, long timestamp)
    {
        var text = $"{type}1{signed}{timestamp}";
        var signature = OwnerSignature.Sign(text, key);
        var data = JsValue.Object(
        [
            new("type", JsValue.Of(type)), new("version", JsValue.Of(1)), new("appSpecifications", received),
            new("hash", JsValue.Of(MessageHash.Of($"{type}1{received}{timestamp}" + signature).ToString())),
            new("timestamp", JsValue.Of(timestamp)), new("signature", JsValue.Of(signature)),
        ]);
        AppMessage.TryRead(data, out var message, out var problem).ShouldBeTrue(problem);
        return message;
    }
}
