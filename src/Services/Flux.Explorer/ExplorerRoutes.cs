using Flux.Explorer.Routes;
using Flux.Explorer.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flux.Explorer;

/// <summary>Every route of the Insight API (wallet reference §1.8, §4.2).</summary>
public static class ExplorerRoutes
{
    /// <summary>Adds the routes under <c>/api</c>. Anyone may call them, from any web page.</summary>
    public static void MapInsight(this IEndpointRouteBuilder app, IChainCalls chain)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<InsightFilter>();
        var addresses = new AddressRoutes(chain);
        api.MapGet("/addr/{address}", addresses.SummaryAsync);
        api.MapGet("/addr/{address}/utxo", addresses.CoinsAsync);
        api.MapGet("/addr/{address}/balance", addresses.BalanceAsync);
        api.MapGet("/addr/{address}/totalReceived", addresses.ReceivedAsync);
        api.MapGet("/addr/{address}/totalSent", addresses.SentAsync);
        api.MapGet("/addr/{address}/unconfirmedBalance", addresses.UnconfirmedAsync);
        api.MapGet("/addrs/{address}/utxo", addresses.CoinsAsync);
        api.MapGet("/addrs/{address}/unspent", addresses.ConfirmedCoinsAsync);
        api.MapGet("/addrs/{address}/balance", addresses.BalanceAsync);
        api.MapGet("/addrs/{address}/txs", addresses.TransactionsAsync);
        api.MapPost("/addrs/utxo", addresses.PostedCoinsAsync);
        api.MapPost("/addrs/unspent", addresses.PostedConfirmedCoinsAsync);
        api.MapPost("/addrs/txs", addresses.PostedTransactionsAsync);
        var transactions = new TransactionRoutes(chain);
        api.MapGet("/tx/{id}", transactions.OneAsync);
        api.MapGet("/rawtx/{id}", transactions.RawAsync);
        api.MapGet("/txs", transactions.ListAsync);
        api.MapPost("/tx/send", transactions.SendAsync);
        var blocks = new BlockRoutes(chain);
        api.MapGet("/blocks", blocks.ListAsync);
        api.MapGet("/block/{id}", blocks.OneAsync);
        api.MapGet("/rawblock/{id}", blocks.RawAsync);
        api.MapGet("/block-index/{height:int}", blocks.HashAsync);
        var state = new StateRoutes(chain);
        api.MapGet("/status", state.StatusAsync);
        api.MapGet("/sync", state.SyncAsync);
        api.MapGet("/peer", StateRoutes.Peer);
        api.MapGet("/version", state.VersionAsync);
        api.MapGet("/utils/estimatefee", state.EstimateFeeAsync);
        api.MapGet("/currency", StateRoutes.Currency);
        api.MapGet("/markets/info", StateRoutes.Markets);
        api.MapGet("/messages/verify", state.VerifyAsync);
        api.MapPost("/messages/verify", state.PostedVerifyAsync);
        var supply = new SupplyRoutes(chain);
        api.MapGet("/supply", supply.TotalAsync);
        api.MapGet("/total-supply", supply.TotalAsync);
        api.MapGet("/circulating-supply", supply.CirculatingAsync);
        api.MapGet("/circulation", supply.CirculationAsync);
        api.MapGet("/statistics/total-supply", supply.TotalAsync);
        api.MapGet("/statistics/circulating-supply", supply.CirculatingAsync);
        MapStatistics(api.MapGroup("/statistics"), chain, supply);
        MapNodes(api, "/fluxnode", chain);
        MapNodes(api, "/zelnode", chain);
        app.MapFallback(static context => InsightFilter.WriteAsync(context, StatusCodes.Status404NotFound, "Not found"));
    }

    private static void MapStatistics(RouteGroupBuilder api, IChainCalls chain, SupplyRoutes supply)
    {
        var statistics = new StatisticsRoutes(chain, new BlockHistory(chain), supply);
        api.MapGet("/fees", statistics.FeesAsync);
        api.MapGet("/outputs", statistics.OutputsAsync);
        api.MapGet("/difficulty", statistics.DifficultyAsync);
        api.MapGet("/transactions", statistics.TransactionsAsync);
        api.MapGet("/network-hash", statistics.NetworkHashAsync);
        api.MapGet("/supply", statistics.SupplyAsync);
        api.MapGet("/total", statistics.TotalAsync);
        api.MapGet("/pools", statistics.PoolsAsync);
        api.MapGet("/pools-last-hour", statistics.LastHourAsync);
        var rich = new RichListRoutes(chain);
        api.MapGet("/richest-addresses-list", rich.RichestAsync);
        api.MapGet("/balance-intervals", rich.IntervalsAsync);
        api.MapGet("/richer-than", RichListRoutes.RicherThan);
    }

    private static void MapNodes(RouteGroupBuilder api, string prefix, IChainCalls chain)
    {
        var nodes = new FluxNodeRoutes(chain);
        api.MapGet($"{prefix}/listfluxnodes", nodes.ListAsync);
        api.MapGet($"{prefix}/listzelnodes", nodes.ListAsync);
        api.MapGet($"{prefix}/listfluxnodes/{{filter}}", nodes.FilteredAsync);
        api.MapPost($"{prefix}/listfluxnodes", nodes.PostedAsync);
        api.MapGet($"{prefix}/startlist", nodes.StartedAsync);
        api.MapGet($"{prefix}/doslist", nodes.DosAsync);
        api.MapGet($"{prefix}/addrs/{{address}}/utxo", nodes.CollateralsAsync);
        api.MapPost($"{prefix}/addrs/utxo", nodes.PostedCollateralsAsync);
    }
}
