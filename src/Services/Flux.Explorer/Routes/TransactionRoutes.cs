using System.Text.Json.Nodes;
using Flux.Explorer.Insight;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>Transactions: one, lists, and sending.</summary>
internal sealed class TransactionRoutes(IChainCalls chain)
{
    private const int PageLength = 10;

    private readonly TransactionReader _reader = new(chain);

    public async Task<IResult> OneAsync(string id, CancellationToken cancellation) => Results.Json(await _reader.ReadAsync(id, cancellation).ConfigureAwait(false));

    public async Task<IResult> RawAsync(string id, CancellationToken cancellation) =>
        Results.Json(new JsonObject { ["rawtx"] = (await chain.CallAsync("getrawtransaction", cancellation, id, 0).ConfigureAwait(false)).GetString() });

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellation)
    {
        var page = Paging.Number(request.Query["pageNum"], "pageNum", 0);
        IReadOnlyList<string> ids;
        if (request.Query["block"] is { Count: > 0 } block)
            ids = [.. (await chain.CallAsync("getblock", cancellation, block[0], 1).ConfigureAwait(false)).GetProperty("tx").EnumerateArray().Select(id => id.GetString()!)];
        else if (request.Query["address"] is { Count: > 0 } address) ids = (await InsightSums.OfAsync(chain, AddressArgument.Read(address[0]), cancellation).ConfigureAwait(false)).AllIds;
        else throw InsightFault.Wrong("Block hash or address expected", 1);
        return Results.Json(new JsonObject
        {
            ["pagesTotal"] = (ids.Count + PageLength - 1) / PageLength,
            ["txs"] = await _reader.ReadAsync(ids.Skip(page * PageLength).Take(PageLength), cancellation).ConfigureAwait(false),
        });
    }

    public async Task<IResult> SendAsync(HttpRequest request, CancellationToken cancellation)
    {
        var hex = (await Body.ReadAsync(request).ConfigureAwait(false))("rawtx") ?? throw InsightFault.Wrong("rawtx expected", 1);
        return Results.Json(new JsonObject { ["txid"] = (await chain.CallAsync("sendrawtransaction", cancellation, hex).ConfigureAwait(false)).GetString() });
    }
}
