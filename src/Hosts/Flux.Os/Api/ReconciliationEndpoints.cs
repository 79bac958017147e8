using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Reconciliation;
using Flux.Os.Reconciliation;
using Flux.Os.Registry;

namespace Flux.Os.Api;

/// <summary>What nodes of our own kind ask each other to have the same messages (docs/decisions/0018). Public: everything told here is.</summary>
internal static class ReconciliationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("between nodes").RequireRateLimiting(RateLimits.BetweenNodes);
        apps.MapPost("/messages", async (HttpContext http, RegistryService registry) =>
        {
            var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
            if (ReconciliationJson.ReadHashes(body?["hashes"], MessageExchange.HashesPerRequest) is not { } hashes)
                return Answer.Error(problem.Length > 0 ? problem : $"hashes must be a list of at most {MessageExchange.HashesPerRequest} message hashes");
            return AppRecords.Success(hashes.Select(hash => registry.MessageOf(new MessageHash(hash))?.ToGossip()).OfType<JsValue>());
        }).WithSummary("Messages by their hashes, those that are known here (ours)");
        apps.MapPost("/reconcile", async (HttpContext http, SetSnapshots sets) =>
        {
            var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
            if (sets.Find(body?["set"]?.AsText ?? "") is not { } snapshot) return Answer.Error(problem.Length > 0 ? problem : "there is no such set");
            return ReconciliationJson.ReadSummaries(body!["ranges"], ReconciliationJson.MostRanges) is { } ranges
                ? AppRecords.Success(ranges.Select(range => ReconciliationJson.Write(snapshot.Hashes.Answer(range))))
                : Answer.Error($"ranges must be a list of at most {ReconciliationJson.MostRanges} summaries");
        }).WithSummary("What this node has in ranges of a set where the asking node has something else (ours)");
        apps.MapPost("/reconcileitems", async (HttpContext http, SetSnapshots sets) =>
        {
            var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
            if (sets.Find(body?["set"]?.AsText ?? "") is not { } snapshot) return Answer.Error(problem.Length > 0 ? problem : "there is no such set");
            return ReconciliationJson.ReadHashes(body!["hashes"], SetSnapshots.MostItems) is { } hashes
                ? AppRecords.Success(hashes.Distinct().Where(snapshot.Items.ContainsKey).Select(hash => snapshot.Items[hash]))
                : Answer.Error($"hashes must be a list of at most {SetSnapshots.MostItems} hashes");
        }).WithSummary("Things of a set by their hashes (ours)");
    }
}
