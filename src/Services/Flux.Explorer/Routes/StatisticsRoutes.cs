using System.Globalization;
using System.Text.Json.Nodes;
using Flux.Explorer.Statistics;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>What happened by day, hour and finder, read from the blocks themselves. Series begin with the newest day.</summary>
internal sealed class StatisticsRoutes(IChainCalls chain, BlockHistory history, SupplyRoutes supply)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int DefaultDays = 14;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public Task<IResult> FeesAsync(HttpRequest request, CancellationToken cancellation) =>
        SeriesAsync(request, "fee", blocks => Sat.ToFlux(blocks.Sum(block => block.Fees)), cancellation);

    public Task<IResult> OutputsAsync(HttpRequest request, CancellationToken cancellation) =>
        SeriesAsync(request, "sum", blocks => blocks.Sum(block => block.Outputs), cancellation);

    public Task<IResult> DifficultyAsync(HttpRequest request, CancellationToken cancellation) =>
        SeriesAsync(request, "sum", blocks => blocks.Average(block => block.Difficulty), cancellation);

    public async Task<IResult> TransactionsAsync(HttpRequest request, CancellationToken cancellation) => Results.Json(new JsonArray([.. (await DaysAsync(request, cancellation).ConfigureAwait(false)).Select(day => (JsonNode?)new JsonObject
    {
        ["date"] = Text(day.Key),
        ["transaction_count"] = day.Sum(block => block.Transactions),
        ["block_count"] = day.Count(),
    })]));

    /// <summary>Solutions a second over the blocks of each day.</summary>
    public async Task<IResult> NetworkHashAsync(HttpRequest request, CancellationToken cancellation)
    {
        var series = new JsonArray();
        foreach (var day in await DaysAsync(request, cancellation).ConfigureAwait(false))
        {
            var rate = await chain.CallAsync("getnetworksolps", cancellation, day.Count(), day.Max(block => block.Height)).ConfigureAwait(false);
            series.Add(new JsonObject { ["date"] = Text(day.Key), ["sum"] = rate.GetInt64() });
        }
        return Results.Json(series);
    }

    /// <summary>The supply at the end of each day with <c>days</c>, otherwise of now.</summary>
    public async Task<IResult> SupplyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.Query["days"].Count == 0) return await supply.CirculationAsync(cancellation).ConfigureAwait(false);
        var left = await supply.SumAsync(cancellation).ConfigureAwait(false);
        var series = new JsonArray();
        foreach (var day in await DaysAsync(request, cancellation).ConfigureAwait(false))
        {
            series.Add(new JsonObject { ["date"] = Text(day.Key), ["sum"] = left });
            left -= Sat.ToFlux(day.Sum(block => block.Issued));
        }
        return Results.Json(series);
    }

    /// <summary>The last 24 hours.</summary>
    public Task<IResult> TotalAsync(CancellationToken cancellation) => LastAsync(Day, cancellation);

    /// <summary>The last hour.</summary>
    public Task<IResult> LastHourAsync(CancellationToken cancellation) => LastAsync(TimeSpan.FromHours(1), cancellation);

    /// <summary>Who found the blocks of a day (<c>date=yyyy-MM-dd</c>, default the tip's).</summary>
    public async Task<IResult> PoolsAsync(HttpRequest request, CancellationToken cancellation)
    {
        var now = await history.TipTimeAsync(cancellation).ConfigureAwait(false);
        var today = DayOf(now);
        var day = BlockRoutes.DayOf(request.Query["date"], now);
        if (day < today.AddDays(-BlockHistory.MostDays)) throw InsightFault.Wrong($"Statistics go back {BlockHistory.MostDays} days", 1);
        var blocks = (await history.SinceAsync(StartOf(day), cancellation).ConfigureAwait(false)).Where(block => block.Day == day).ToList();
        return Results.Json(new JsonObject
        {
            ["date"] = Text(day),
            ["n_blocks_mined"] = blocks.Count,
            ["blocks_by_pool"] = Finders(blocks),
            ["pagination"] = new JsonObject { ["next"] = Text(day.AddDays(1)), ["prev"] = Text(day.AddDays(-1)), ["current"] = Text(day), ["isToday"] = day == today },
        });
    }

    private async Task<IResult> LastAsync(TimeSpan span, CancellationToken cancellation)
    {
        var now = await history.TipTimeAsync(cancellation).ConfigureAwait(false);
        var blocks = await history.SinceAsync(now - (long)span.TotalSeconds, cancellation).ConfigureAwait(false);
        var rate = await chain.CallAsync("getnetworksolps", cancellation, Math.Max(1, blocks.Count)).ConfigureAwait(false);
        return Results.Json(new JsonObject
        {
            ["n_blocks_mined"] = blocks.Count,
            ["time_between_blocks"] = blocks.Count < 2 ? 0 : (blocks[0].Time - blocks[^1].Time) / (blocks.Count - 1.0),
            ["mined_currency_amount"] = blocks.Sum(block => block.Reward),
            ["transaction_fees"] = blocks.Sum(block => block.Fees),
            ["number_of_transactions"] = blocks.Sum(block => block.Transactions),
            ["outputs_volume"] = blocks.Sum(block => block.Outputs),
            ["difficulty"] = blocks.Count == 0 ? 0 : blocks.Average(block => block.Difficulty),
            ["network_hash_ps"] = rate.GetInt64(),
            ["blocks_by_pool"] = Finders(blocks),
        });
    }

    private async Task<IResult> SeriesAsync(HttpRequest request, string name, Func<IReadOnlyList<BlockSummary>, JsonNode> sum, CancellationToken cancellation) =>
        Results.Json(new JsonArray([.. (await DaysAsync(request, cancellation).ConfigureAwait(false)).Select(day => (JsonNode?)new JsonObject { ["date"] = Text(day.Key), [name] = sum([.. day]) })]));

    private async Task<IReadOnlyList<IGrouping<DateOnly, BlockSummary>>> DaysAsync(HttpRequest request, CancellationToken cancellation)
    {
        var text = (string?)request.Query["days"];
        var days = text == "all" ? BlockHistory.MostDays : Math.Clamp(Paging.Number(text, "days", DefaultDays), 1, BlockHistory.MostDays);
        var today = DayOf(await history.TipTimeAsync(cancellation).ConfigureAwait(false));
        var blocks = await history.SinceAsync(StartOf(today.AddDays(1 - days)), cancellation).ConfigureAwait(false);
        return [.. blocks.GroupBy(block => block.Day).OrderByDescending(group => group.Key)];
    }

    private static JsonArray Finders(IReadOnlyList<BlockSummary> blocks) => new([.. blocks.GroupBy(block => block.Finder ?? "").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => (JsonNode?)new JsonObject
    {
        ["address"] = group.Key,
        // Nobody here keeps a list of pools.
        ["poolName"] = group.Key,
        ["url"] = "",
        ["blocks_found"] = group.Count(),
        ["percent_total"] = (100m * group.Count() / blocks.Count).ToString("0.00", CultureInfo.InvariantCulture),
    })]);

    private static DateOnly DayOf(long time) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime);

    private static long StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).ToUnixTimeSeconds();

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
