using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Os.Following;

namespace Flux.Os.Api;

/// <summary><c>/explorer/…</c>: coins and history of an address, from fluxd's address index (FluxOS reference §11.4, §11.6).</summary>
internal static class ExplorerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var explorer = routes.MapGroup("/explorer").WithTags("explorer");
        explorer.MapGet("/scannedheight", (ChainFollower follower) => Answer.Success(new { generalScannedHeight = Math.Max(0, follower.Picture.Height) })).WithSummary("Height of the chain that this node follows");
        explorer.MapGet("/issynced", (ChainFollower follower) => Answer.Success(follower.Picture is { IsKnown: true, IsInitialDownload: false })).WithSummary("Whether the chain is downloaded");
        explorer.MapGet("/balance/{address?}", (FluxdClient fluxd, string address, CancellationToken cancel) =>
            AskAsync(fluxd, "getaddressbalance", address, balance => balance.GetProperty("balance").Clone(), cancel)).WithSummary("Satoshis of an address");
        explorer.MapGet("/transactions/{address?}", (FluxdClient fluxd, string address, CancellationToken cancel) =>
            AskAsync(fluxd, "getaddresstxids", address, ids => ids.EnumerateArray().Select(id => new { txid = id.GetString() }).Reverse().ToList(), cancel)).WithSummary("Transactions of an address, newest first");
        explorer.MapGet("/utxo/{address?}", (FluxdClient fluxd, string address, CancellationToken cancel) =>
            AskAsync(fluxd, "getaddressutxos", address, coins => coins.EnumerateArray().Select(Coin).ToList(), cancel)).WithSummary("Unspent coins of an address");
    }

    private static object Coin(JsonElement coin) => new
    {
        address = coin.GetProperty("address").GetString(),
        txid = coin.GetProperty("txid").GetString(),
        vout = coin.GetProperty("outputIndex").GetInt32(),
        height = coin.GetProperty("height").GetInt32(),
        satoshis = coin.GetProperty("satoshis").GetInt64(),
        scriptPubKey = coin.GetProperty("script").GetString(),
    };

    private static async Task<IResult> AskAsync(FluxdClient fluxd, string method, string address, Func<JsonElement, object> shape, CancellationToken cancel)
    {
        try
        {
            return Answer.Success(shape(await fluxd.CallAsync(method, new JsonArray(new JsonObject { ["addresses"] = new JsonArray(address) }), cancel).ConfigureAwait(false)));
        }
        catch (RpcException e)
        {
            return Answer.Error(e.Message, "RpcError", e.Code);
        }
        catch (RpcUnreachableException e)
        {
            return Answer.Error(e.Message, "CONNERROR");
        }
    }
}
