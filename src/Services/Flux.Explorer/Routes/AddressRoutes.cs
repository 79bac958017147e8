using System.Globalization;
using System.Text.Json.Nodes;
using Flux.Explorer.Insight;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>What addresses hold and did.</summary>
internal sealed class AddressRoutes(IChainCalls chain)
{
    private const int MostIds = 1000;

    private readonly InsightCoins _coins = new(chain);
    private readonly TransactionReader _transactions = new(chain);

    public async Task<IResult> SummaryAsync(HttpRequest request, string address, CancellationToken cancellation)
    {
        var sums = await InsightSums.OfAsync(chain, [address], cancellation).ConfigureAwait(false);
        var shown = new JsonObject
        {
            ["addrStr"] = address,
            ["balance"] = Sat.ToFlux(sums.Balance),
            ["balanceSat"] = sums.Balance,
            ["totalReceived"] = Sat.ToFlux(sums.Received),
            ["totalReceivedSat"] = sums.Received,
            ["totalSent"] = Sat.ToFlux(sums.Sent),
            ["totalSentSat"] = sums.Sent,
            ["unconfirmedBalance"] = Sat.ToFlux(sums.Unconfirmed),
            ["unconfirmedBalanceSat"] = sums.Unconfirmed,
            // The names are misspelt for ever: clients read them.
            ["unconfirmedTxApperances"] = sums.WaitingIds.Count,
            ["txApperances"] = sums.Ids.Count,
        };
        if (request.Query["noTxList"] is { Count: > 0 } without && without[0] is not ("0" or "")) return Results.Json(shown);
        var from = Paging.Number(request.Query["from"], "from", 0);
        var to = Math.Min(Paging.Number(request.Query["to"], "to", from + MostIds), from + MostIds);
        shown["transactions"] = new JsonArray([.. sums.AllIds.Skip(from).Take(Math.Max(0, to - from)).Select(id => (JsonNode?)id)]);
        return Results.Json(shown);
    }

    public async Task<IResult> CoinsAsync(string address, CancellationToken cancellation) => Results.Json(await _coins.OfAsync(AddressArgument.Read(address), true, false, cancellation).ConfigureAwait(false));

    public async Task<IResult> ConfirmedCoinsAsync(string address, CancellationToken cancellation) => Results.Json(await _coins.OfAsync(AddressArgument.Read(address), false, false, cancellation).ConfigureAwait(false));

    public async Task<IResult> PostedCoinsAsync(HttpRequest request, CancellationToken cancellation) => await CoinsAsync((await Body.ReadAsync(request).ConfigureAwait(false))("addrs") ?? "", cancellation).ConfigureAwait(false);

    public async Task<IResult> PostedConfirmedCoinsAsync(HttpRequest request, CancellationToken cancellation) => await ConfirmedCoinsAsync((await Body.ReadAsync(request).ConfigureAwait(false))("addrs") ?? "", cancellation).ConfigureAwait(false);

    public Task<IResult> TransactionsAsync(HttpRequest request, string address, CancellationToken cancellation) => PageAsync(address, request.Query["from"], request.Query["to"], cancellation);

    public async Task<IResult> PostedTransactionsAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await Body.ReadAsync(request).ConfigureAwait(false);
        return await PageAsync(body("addrs"), body("from"), body("to"), cancellation).ConfigureAwait(false);
    }

    public Task<IResult> BalanceAsync(string address, CancellationToken cancellation) => SumAsync(address, sums => sums.Balance, cancellation);

    public Task<IResult> ReceivedAsync(string address, CancellationToken cancellation) => SumAsync(address, sums => sums.Received, cancellation);

    public Task<IResult> SentAsync(string address, CancellationToken cancellation) => SumAsync(address, sums => sums.Sent, cancellation);

    public Task<IResult> UnconfirmedAsync(string address, CancellationToken cancellation) => SumAsync(address, sums => sums.Unconfirmed, cancellation);

    private async Task<IResult> SumAsync(string addresses, Func<InsightSums, long> pick, CancellationToken cancellation) =>
        Results.Text(pick(await InsightSums.OfAsync(chain, AddressArgument.Read(addresses), cancellation).ConfigureAwait(false)).ToString(CultureInfo.InvariantCulture), "application/json");

    private async Task<IResult> PageAsync(string? addresses, string? from, string? to, CancellationToken cancellation)
    {
        var (first, last) = Paging.Read(from, to);
        var ids = (await InsightSums.OfAsync(chain, AddressArgument.Read(addresses), cancellation).ConfigureAwait(false)).AllIds;
        return Results.Json(new JsonObject
        {
            ["totalItems"] = ids.Count,
            ["from"] = first,
            ["to"] = Math.Min(last, ids.Count),
            ["items"] = await _transactions.ReadAsync(ids.Skip(first).Take(last - first), cancellation).ConfigureAwait(false),
        });
    }
}
