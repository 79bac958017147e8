using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>Who holds how much, from the daemon's <c>getrichlist</c>.</summary>
internal sealed class RichListRoutes(IChainCalls chain)
{
    private const int Listed = 1000;

    public async Task<IResult> RichestAsync(CancellationToken cancellation)
    {
        var list = await chain.CallAsync("getrichlist", cancellation, Listed).ConfigureAwait(false);
        return Results.Json(new JsonArray([.. list.GetProperty("richest").EnumerateArray().Select(entry => (JsonNode?)new JsonObject
        {
            ["address"] = entry.GetProperty("address").GetString(),
            ["balance"] = Sat.ToFlux(entry.GetProperty("balance").GetInt64()),
            // Nobody counts blocks by finder since the beginning.
            ["blocks_mined"] = null,
        })]));
    }

    public async Task<IResult> IntervalsAsync(CancellationToken cancellation)
    {
        var list = await chain.CallAsync("getrichlist", cancellation, 1).ConfigureAwait(false);
        return Results.Json(new JsonArray([.. list.GetProperty("intervals").EnumerateArray().Select(interval => (JsonNode?)new JsonObject
        {
            ["min"] = Sat.ToFlux(interval.GetProperty("min").GetInt64()),
            ["max"] = Sat.ToFlux(interval.GetProperty("max").GetInt64()),
            ["count"] = interval.GetProperty("count").GetInt32(),
            ["sum"] = Sat.ToFlux(interval.GetProperty("sum").GetInt64()),
        })]));
    }

    /// <summary>Counts by worth in dollars: nobody here knows a rate, so there are none.</summary>
    public static IResult RicherThan() => Results.Json(new JsonArray());
}
