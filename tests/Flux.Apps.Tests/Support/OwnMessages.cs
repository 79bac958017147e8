using Flux.Apps.Canonical;
using Flux.Apps.Messages;

namespace Flux.Apps.Tests.Support;

/// <summary>Messages about the examples.</summary>
internal static class OwnMessages
{
    public static AppMessage Register(this Owner owner, string name, long timestamp = 1000, int instances = 3) =>
        owner.Sign(AppMessageKind.Register, Example.Spec(name, instances, owner.Address), timestamp);

    public static AppMessage Update(this Owner owner, string name, long timestamp, int instances = 3, string? newOwner = null) =>
        owner.Sign(AppMessageKind.Update, Example.Spec(name, instances, newOwner ?? owner.Address), timestamp);

    /// <summary>A message under any type name, over any text, as an old client might have made it.</summary>
    public static AppMessage SignText(this Owner owner, string type, JsValue received, JsValue signed, long timestamp)
    {
        var signature = owner.SignText($"{type}1{signed}{timestamp}");
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
