using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Os.Registry;

namespace Flux.Os.Api;

/// <summary><c>/apps/…</c>: what the registry knows (FluxOS reference §11.3, §11.4). Everything here is public and only reads.</summary>
internal static class RegistryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/globalappsspecifications/{hash?}/{owner?}/{appname?}", (RegistryService registry, string? hash, string? owner, string? appname) => AppRecords.Success(
            registry.Table.Apps.Values
                .Where(a => (hash is null || a.Hash.ToString() == hash) && (owner is null || a.Spec.Owner == owner) && (appname is null || string.Equals(a.Name, appname, StringComparison.OrdinalIgnoreCase)))
                .Select(AppRecords.Specification))).WithSummary("Every app in force");
        apps.MapGet("/appspecifications/{appname}/{decrypt:bool?}", (RegistryService registry, string appname, bool? decrypt) =>
            registry.Table.Find(appname) is not { } app ? NotFound(appname)
            : decrypt == true && app.Spec.IsEncrypted ? Answer.Error("This node holds no key to the encrypted part", "NotSupported")
            : AppRecords.Success(AppRecords.Specification(app))).WithSummary("One app");
        apps.MapGet("/appowner/{appname}", (RegistryService registry, string appname) =>
            registry.Table.Find(appname) is { } app ? Answer.Success(app.Spec.Owner) : NotFound(appname));
        apps.MapGet("/apporiginalowner/{appname}", (RegistryService registry, string appname) =>
            registry.Table.Find(appname) is { } app ? Answer.Success(app.Spec.Owner) : NotFound(appname));
        apps.MapGet("/temporarymessages/{hash?}", (RegistryService registry, string? hash) => AppRecords.Success(
            registry.Temporary.Where(t => hash is null || t.Message.Hash.ToString() == hash).Select(t => AppRecords.Temporary(t.Message, t.Received)))).WithSummary("Messages that wait for their payment");
        apps.MapGet("/permanentmessages/{hash?}/{owner?}/{appname?}", (RegistryService registry, string? hash, string? owner, string? appname) => AppRecords.Success(
            registry.Permanent
                .Where(p => (hash is null || p.Message.Hash.ToString() == hash) && (owner is null || p.Message.Spec.Owner == owner) && (appname is null || string.Equals(p.Message.Spec.Name, appname, StringComparison.OrdinalIgnoreCase)))
                .Select(p => AppRecords.Permanent(p.Message, p.Payment)))).WithSummary("Messages that were paid for");
        apps.MapGet("/availableapps", (RegistryService registry) => AppRecords.Success(registry.Table.Apps.Values.Select(AppRecords.Specification)));
        apps.MapGet("/messagescount/{appowner?}", (RegistryService registry, string? appowner) => Answer.Success(registry.Permanent.Count(p => appowner is null || p.Message.Spec.Owner == appowner)));
        apps.MapGet("/hashes", (RegistryService registry) => AppRecords.Success(Hashes(registry)));
        apps.MapGet("/message/{hash}", (RegistryService registry, string hash) =>
            MessageHash.TryParse(hash, out var parsed) && registry.MessageOf(parsed) is { } message ? AppRecords.Success(message.ToGossip()) : Answer.Error($"No message {hash} is known here"))
            .WithSummary("One message by hash, paid or not (ours)");
        apps.MapGet("/payments/{hash}", (RegistryService registry, string hash) => MessageHash.TryParse(hash, out var parsed)
            ? AppRecords.Success(registry.PaymentsFor(parsed).Select(p => Payment(p.Payment, p.Outcome)))
            : Answer.Error("The hash has 64 lower-case hexadecimal digits")).WithSummary("What became of the payments for a message (ours)");
        apps.MapGet("/registryhash", (RegistryService registry) =>
        {
            var table = registry.Table;
            return Answer.Success(new { height = table.Height, hash = table.Hash().ToString(), apps = table.Apps.Count });
        }).WithSummary("Hash of the whole table: equal on every node at the same height (ours)");
    }

    internal static IResult NotFound(string app) => Answer.Error($"{app} is not registered", "NotFound");

    private static IEnumerable<JsValue> Hashes(RegistryService registry) =>
        registry.Permanent.Select(p => JsValue.Object(
        [
            new("txid", JsValue.Of(p.Payment.Coin.Transaction.ToString())),
            new("hash", JsValue.Of(p.Message.Hash.ToString())),
            new("height", JsValue.Of(p.Payment.Height)),
            new("value", JsValue.Of(p.Payment.Value.Satoshis)),
            new("message", JsValue.True),
            new("messageNotFound", JsValue.False),
        ]))
        .Concat(registry.Missing.Select(h => JsValue.Object(
        [
            new("hash", JsValue.Of(h.ToString())),
            new("message", JsValue.False),
            new("messageNotFound", JsValue.True),
        ])));

    private static JsValue Payment(AppPayment payment, PaymentOutcome outcome) => JsValue.Object(
    [
        new("txid", JsValue.Of(payment.Coin.Transaction.ToString())),
        new("outidx", JsValue.Of(payment.Coin.Index)),
        new("height", JsValue.Of(payment.Height)),
        new("valueSat", JsValue.Of(payment.Value.Satoshis)),
        new("blocks", JsValue.Of(payment.Blocks)),
        new("endHeight", JsValue.Of(payment.EndHeight)),
        new("outcome", JsValue.Of(outcome.State.ToString())),
        new("detail", JsValue.Of(outcome.Detail)),
    ]);
}
