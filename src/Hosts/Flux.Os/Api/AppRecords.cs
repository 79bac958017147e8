using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Specs;

namespace Flux.Os.Api;

/// <summary>Records of the registry as the API shows them (FluxOS reference §1.5, §11.4).</summary>
internal static class AppRecords
{
    /// <summary>A specification with the hash of its message, the heights and, ours, its end.</summary>
    public static JsValue Specification(RegisteredApp app)
    {
        // Of a newer version nobody knows here which fields it has.
        var received = app.Spec.Version > AppSpec.LatestVersion ? JsValue.Object(app.Message.Received.Members.Where(member => member.Name is not ("hash" or "height" or "firstHeight" or "endHeight"))) : app.Message.Received;
        return received.Followed(
            new("hash", JsValue.Of(app.Hash.ToString())), new("height", JsValue.Of(app.Height)),
            new("firstHeight", JsValue.Of(app.FirstHeight)), new("endHeight", JsValue.Of(app.EndHeight)));
    }

    /// <summary>A message nobody has paid for.</summary>
    public static JsValue Temporary(AppMessage message, long received) => JsValue.Object(
    [
        .. message.ToGossip().Members, new("receivedAt", JsValue.Of(received)), new("expireAt", JsValue.Of(received + AppMessageCheck.TemporaryLifeMs)),
    ]);

    /// <summary>A message with the payment that made it permanent.</summary>
    public static JsValue Permanent(AppMessage message, AppPayment payment) => JsValue.Object(
    [
        .. message.ToGossip().Members,
        new("txid", JsValue.Of(payment.Coin.Transaction.ToString())), new("outidx", JsValue.Of(payment.Coin.Index)), new("height", JsValue.Of(payment.Height)),
        new("blocks", JsValue.Of(payment.Blocks)), new("valueSat", JsValue.Of(payment.Value.Satoshis)),
    ]);

    /// <summary>The success envelope around JSON of our own writing.</summary>
    public static IResult Success(JsValue data) => new JsAnswer(data, null);

    /// <summary>The success envelope around a list.</summary>
    public static IResult Success(IEnumerable<JsValue> data) => new JsAnswer(null, data);
}
