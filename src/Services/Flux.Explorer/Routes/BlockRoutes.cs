using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Explorer.Insight;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>Blocks: one, the last ones, those of a day.</summary>
internal sealed class BlockRoutes(IChainCalls chain)
{
    private const int DefaultLines = 200;

    // A block may be older than its parent, but not than the median of eleven.
    private const int MedianSpan = 11;

    private const string DayFormat = "yyyy-MM-dd";

    public async Task<IResult> OneAsync(string id, CancellationToken cancellation) => Results.Json(InsightBlock.Of(await chain.CallAsync("getblock", cancellation, id, 2).ConfigureAwait(false)));

    public async Task<IResult> RawAsync(string id, CancellationToken cancellation) =>
        Results.Json(new JsonObject { ["rawblock"] = (await chain.CallAsync("getblock", cancellation, id, 0).ConfigureAwait(false)).GetString() });

    public async Task<IResult> HashAsync(int height, CancellationToken cancellation) =>
        Results.Json(new JsonObject { ["blockHash"] = (await chain.CallAsync("getblockhash", cancellation, height).ConfigureAwait(false)).GetString() });

    /// <summary>Blocks of a day (blockDate=yyyy-MM-dd, default the tip's), newest first, at most limit.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellation)
    {
        var limit = Math.Min(Paging.Number(request.Query["limit"], "limit", DefaultLines), DefaultLines);
        var tip = await chain.CallAsync("getblockheader", cancellation, (await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)).GetString()).ConfigureAwait(false);
        var day = DayOf(request.Query["blockDate"], tip.GetProperty("time").GetInt64());
        var (lines, block) = (new JsonArray(), await LastOfAsync(day, tip, cancellation).ConfigureAwait(false));
        while (true)
        {
            var time = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(block.GetProperty("time").GetInt64()).UtcDateTime);
            if (time < day || lines.Count >= limit) break;
            if (time == day) lines.Add(InsightBlock.Line(block));
            if (!block.TryGetProperty("previousblockhash", out var previous)) break;
            block = await chain.CallAsync("getblock", cancellation, previous.GetString(), 2).ConfigureAwait(false);
        }
        return Results.Json(new JsonObject { ["blocks"] = lines, ["length"] = lines.Count, ["pagination"] = Pagination(day) });
    }

    private static JsonObject Pagination(DateOnly day) => new()
    {
        ["next"] = day.AddDays(1).ToString(DayFormat, CultureInfo.InvariantCulture),
        ["prev"] = day.AddDays(-1).ToString(DayFormat, CultureInfo.InvariantCulture),
        ["current"] = day.ToString(DayFormat, CultureInfo.InvariantCulture),
    };

    internal static DateOnly DayOf(string? text, long tipTime)
    {
        var today = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(tipTime).UtcDateTime);
        if (string.IsNullOrEmpty(text)) return today;
        return DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2008 and < 2107 ? day : throw InsightFault.Wrong($"Please use yyyy-mm-dd format, not '{text}'", 1);
    }

    /// <summary>About the last block of a day: times do not quite rise, so a few blocks more are looked at.</summary>
    private async Task<JsonElement> LastOfAsync(DateOnly day, JsonElement tip, CancellationToken cancellation)
    {
        var end = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).ToUnixTimeSeconds();
        var (low, high) = (0, tip.GetProperty("height").GetInt32());
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var hash = (await chain.CallAsync("getblockhash", cancellation, middle).ConfigureAwait(false)).GetString();
            if ((await chain.CallAsync("getblockheader", cancellation, hash).ConfigureAwait(false)).GetProperty("time").GetInt64() < end) low = middle;
            else high = middle - 1;
        }
        var last = Math.Min(low + MedianSpan, tip.GetProperty("height").GetInt32());
        return await chain.CallAsync("getblock", cancellation, last.ToString(CultureInfo.InvariantCulture), 2).ConfigureAwait(false);
    }
}
