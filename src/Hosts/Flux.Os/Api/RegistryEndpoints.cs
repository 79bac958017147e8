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
        apps.MapGet("/globalappsspecifications/{hash?}/{owner?}/{appname?}", (RegistryService registry, string? hash, string? owner, string? appname, int? limit, int? offset) =>
            AppRecords.Success(Page(registry.Index.Find(hash, owner, appname), limit, offset).Select(AppRecords.Specification))).WithSummary("Every app in force; limit and offset give a page (ours)");
        apps.MapGet("/appspecifications/{appname?}/{decrypt?}", (RegistryService registry, string appname, string? decrypt) =>
            registry.Table.Find(appname) is not { } app ? NotFound(appname)
            : decrypt == "true" && app.Spec.IsEncrypted ? Answer.Error("This node holds no key to the encrypted part", "NotSupported")
            : AppRecords.Success(AppRecords.Specification(app))).WithSummary("One app");
        apps.MapGet("/appowner/{appname?}", (RegistryService registry, string appname) =>
            registry.Table.Find(appname) is { } app ? Answer.Success(app.Spec.Owner) : NotFound(appname)).WithSummary("Owner of an app");
        apps.MapGet("/apporiginalowner/{appname?}", (RegistryService registry, string appname) =>
            registry.Table.Find(appname) is { } app ? Answer.Success(app.Spec.Owner) : NotFound(appname)).WithSummary("Owner of an app; logins of the central service are not resolved");
        apps.MapGet("/temporarymessages/{hash?}", (RegistryService registry, string? hash) => AppRecords.Success(
            registry.Temporary.Where(t => hash is null || t.Message.Hash.ToString() == hash).Select(t => AppRecords.Temporary(t.Message, t.Received)))).WithSummary("Messages that wait for their payment");
        apps.MapGet("/permanentmessages/{hash?}/{owner?}/{appname?}", (RegistryService registry, string? hash, string? owner, string? appname, int? limit, int? offset) => AppRecords.Success(
            Page(Permanent(registry, hash, owner, appname), limit, offset).Select(p => AppRecords.Permanent(p.Message, p.Payment)))).WithSummary("Messages that were paid for; limit and offset give a page (ours)");
        apps.MapGet("/availableapps", (RegistryService registry, int? limit, int? offset) => AppRecords.Success(Page(registry.Index.All, limit, offset).Select(AppRecords.Specification))).WithSummary("Every app in force");
        apps.MapGet("/messagescount/{appowner?}", (RegistryService registry, string? appowner) => Answer.Success(registry.Permanent.Count(p => appowner is null || p.Message.Spec.Owner == appowner))).WithSummary("How many messages were paid for");
        apps.MapGet("/hashes", (RegistryService registry) => AppRecords.Success(Hashes(registry))).WithSummary("Hashes of the chain's payments");
        apps.MapGet("/message/{hash?}", (RegistryService registry, string hash) =>
            MessageHash.TryParse(hash, out var parsed) && registry.MessageOf(parsed) is { } message ? AppRecords.Success(message.ToGossip()) : Answer.Error($"No message {hash} is known here"))
            .WithSummary("One message by hash, paid or not (ours)");
        apps.MapGet("/payments/{hash?}", (RegistryService registry, string hash) => MessageHash.TryParse(hash, out var parsed)
            ? AppRecords.Success(registry.PaymentsFor(parsed).Select(p => Payment(p.Payment, p.Outcome)))
            : Answer.Error("The hash has 64 lower-case hexadecimal digits")).WithSummary("What became of the payments for a message (ours)");
        apps.MapGet("/registryhash", (RegistryService registry) =>
        {
            var table = registry.Table;
            return Answer.Success(new { height = table.Height, hash = table.Hash().ToString(), apps = table.Apps.Count });
        }).WithSummary("Hash of the whole table: equal on every node at the same height (ours)");
    }

    private static IEnumerable<(AppMessage Message, AppPayment Payment)> Permanent(RegistryService registry, string? hash, string? owner, string? appname)
    {
        if (hash is null) return owner is null && appname is null ? registry.Permanent : registry.Permanent.Where(p => Matches(p.Message, owner, appname));
        if (!MessageHash.TryParse(hash, out var parsed) || registry.MessageOf(parsed) is not { } message || !Matches(message, owner, appname)) return [];
        return registry.PaymentsFor(parsed).Take(1).Select(p => (message, p.Payment));
    }

    private static bool Matches(AppMessage message, string? owner, string? appname) =>
        (owner is null || message.Spec.Owner == owner) && (appname is null || string.Equals(message.Spec.Name, appname, StringComparison.OrdinalIgnoreCase));

    // Without a limit everything, as existing clients expect. Skipping in a list costs nothing.
    private static IEnumerable<T> Page<T>(IEnumerable<T> all, int? limit, int? offset) =>
        all.Skip(Math.Max(0, offset ?? 0)).Take(limit is null ? int.MaxValue : Math.Max(0, limit.Value));

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
