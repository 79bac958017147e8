using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>How much money there is: counted from the chain state, never a constant. Counted once a block where the daemon has no running total.</summary>
internal sealed class SupplyRoutes(IChainCalls chain)
{
    private readonly Lock _lock = new();
    private (string Block, Task<decimal> Supply)? _known;

    /// <summary>A bare number, or an object with <c>format=object</c>.</summary>
    public Task<IResult> TotalAsync(HttpRequest request, CancellationToken cancellation) => NumberAsync(request, "supply", cancellation);

    /// <summary>The same number under the other name: nothing is locked away by rule.</summary>
    public Task<IResult> CirculatingAsync(HttpRequest request, CancellationToken cancellation) => NumberAsync(request, "circulatingSupply", cancellation);

    private async Task<IResult> NumberAsync(HttpRequest request, string name, CancellationToken cancellation)
    {
        var number = await SumAsync(cancellation).ConfigureAwait(false);
        return request.Query["format"] == "object" ? Results.Json(new JsonObject { [name] = number }) : Results.Text(number.ToString("0.########", CultureInfo.InvariantCulture), "application/json");
    }

    public async Task<IResult> CirculationAsync(CancellationToken cancellation)
    {
        var supply = await SumAsync(cancellation).ConfigureAwait(false);
        var whole = decimal.Truncate(supply);
        return Results.Json(new JsonObject
        {
            ["circulationsupply"] = supply,
            ["circsupplyint"] = whole,
            ["circsupplydig"] = whole.ToString("#,0", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>All FLUX there is.</summary>
    public async Task<decimal> SumAsync(CancellationToken cancellation)
    {
        var tip = (await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)).GetString()!;
        Task<decimal> count;
        lock (_lock)
        {
            if (_known is null || _known.Value.Block != tip || _known.Value.Supply.IsFaulted) _known = (tip, CountAsync(CancellationToken.None));
            count = _known.Value.Supply;
        }
        return await count.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<decimal> CountAsync(CancellationToken cancellation)
    {
        try
        {
            var ledger = await chain.CallAsync("getledgerinfo", cancellation).ConfigureAwait(false);
            return Number(ledger, "issued") - Number(ledger, "destroyed");
        }
        catch (RpcException e) when (e.Code == RpcErrorCode.MethodNotFound)
        {
            return Number(await chain.CallAsync("gettxoutsetinfo", cancellation).ConfigureAwait(false), "total_amount");
        }
    }

    private static decimal Number(JsonElement container, string name) => container.GetProperty(name).GetDecimal() / 1.000000000m;
}
