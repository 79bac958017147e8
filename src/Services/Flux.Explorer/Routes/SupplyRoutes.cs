using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>How much money there is: counted from the chain state, never a constant. Counted once a block where the daemon has no running total.</summary>
internal sealed class SupplyRoutes(IChainCalls chain)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Block, decimal Supply)? _known;

    public async Task<IResult> TotalAsync(CancellationToken cancellation) => Results.Text((await SupplyAsync(cancellation).ConfigureAwait(false)).ToString("0.########", CultureInfo.InvariantCulture), "application/json");

    public async Task<IResult> CirculationAsync(CancellationToken cancellation)
    {
        var supply = await SupplyAsync(cancellation).ConfigureAwait(false);
        var whole = decimal.Truncate(supply);
        return Results.Json(new JsonObject
        {
            ["circulationsupply"] = supply,
            ["circsupplyint"] = whole,
            ["circsupplydig"] = whole.ToString("#,0", CultureInfo.InvariantCulture),
        });
    }

    private async Task<decimal> SupplyAsync(CancellationToken cancellation)
    {
        var tip = (await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)).GetString()!;
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_known is { } known && known.Block == tip) return known.Supply;
            var supply = await CountAsync(cancellation).ConfigureAwait(false);
            _known = (tip, supply);
            return supply;
        }
        finally
        {
            _gate.Release();
        }
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
