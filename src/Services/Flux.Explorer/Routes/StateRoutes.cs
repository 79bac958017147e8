using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>State of the chain and of the daemon, and small helpers.</summary>
internal sealed class StateRoutes(IChainCalls chain)
{
    // What blocks cost that nobody knows the price of: the relay minimum in FLUX per 1,000 bytes.
    private const decimal LeastFee = 0.000001m;

    public async Task<IResult> StatusAsync(HttpRequest request, CancellationToken cancellation) => ((string?)request.Query["q"])?.ToLowerInvariant() switch
    {
        "getdifficulty" => Json("difficulty", await chain.CallAsync("getdifficulty", cancellation).ConfigureAwait(false)),
        "getlastblockhash" => await LastHashAsync(cancellation).ConfigureAwait(false),
        "getbestblockhash" => Json("bestblockhash", await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)),
        "getmininginfo" => Json("miningInfo", await chain.CallAsync("getmininginfo", cancellation).ConfigureAwait(false)),
        "getpeerinfo" => Json("peerInfo", await chain.CallAsync("getpeerinfo", cancellation).ConfigureAwait(false)),
        "getfluxnodes" or "getzelnodes" => Json("fluxNodes", await chain.CallAsync("viewdeterministicfluxnodelist", cancellation).ConfigureAwait(false)),
        _ => await InfoAsync(cancellation).ConfigureAwait(false),
    };

    public async Task<IResult> SyncAsync(CancellationToken cancellation)
    {
        var info = await chain.CallAsync("getblockchaininfo", cancellation).ConfigureAwait(false);
        var height = info.GetProperty("blocks").GetInt32();
        var best = Math.Max(height, info.GetProperty("headers").GetInt32());
        return Results.Json(new JsonObject
        {
            ["status"] = height >= best ? "finished" : "syncing",
            ["blockChainHeight"] = best,
            ["syncPercentage"] = best == 0 ? 100 : height * 100L / best,
            ["height"] = height,
            ["error"] = null,
            ["type"] = "fluxd",
        });
    }

    public static IResult Peer() => Results.Json(new JsonObject { ["connected"] = true, ["host"] = "127.0.0.1", ["port"] = null });

    public async Task<IResult> VersionAsync(CancellationToken cancellation) =>
        Results.Json(new JsonObject { ["version"] = (await chain.CallAsync("getnetworkinfo", cancellation).ConfigureAwait(false)).GetProperty("subversion").GetString() });

    public async Task<IResult> EstimateFeeAsync(HttpRequest request, CancellationToken cancellation)
    {
        var fees = new JsonObject();
        foreach (var text in (request.Query["nbBlocks"].ToString() is { Length: > 0 } given ? given : "2").Split(','))
        {
            var blocks = Paging.Number(text, "nbBlocks", 2);
            var fee = (await chain.CallAsync("estimatefee", cancellation, blocks).ConfigureAwait(false)).GetDecimal();
            fees[blocks.ToString(CultureInfo.InvariantCulture)] = fee < 0 ? LeastFee : fee / 1.000000000m;
        }
        return Results.Json(fees);
    }

    /// <summary>Nobody here knows a rate; wallets show none then.</summary>
    public static IResult Currency() => Results.Json(new JsonObject { ["status"] = 200, ["data"] = new JsonObject { ["rate"] = 0, ["short"] = "USD" } });

    /// <summary>No market is asked: every number is 0.</summary>
    public static IResult Markets() => Results.Json(new JsonObject { ["price"] = 0, ["price_btc"] = 0, ["market_cap_usd"] = 0, ["total_volume_24h"] = 0, ["delta_24h"] = 0 });

    public Task<IResult> VerifyAsync(HttpRequest request, CancellationToken cancellation) => VerifyAsync(name => request.Query[name], cancellation);

    public async Task<IResult> PostedVerifyAsync(HttpRequest request, CancellationToken cancellation) => await VerifyAsync(await Body.ReadAsync(request).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    private async Task<IResult> VerifyAsync(Func<string, string?> field, CancellationToken cancellation)
    {
        if (field("address") is not { Length: > 0 } address || field("signature") is not { Length: > 0 } signature || field("message") is not { } message) throw InsightFault.Wrong("Missing parameters (expected \"address\", \"signature\" and \"message\")", 1);
        return Json("result", await chain.CallAsync("verifymessage", cancellation, address, signature, message).ConfigureAwait(false));
    }

    private async Task<IResult> LastHashAsync(CancellationToken cancellation)
    {
        var hash = (await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)).GetString();
        return Results.Json(new JsonObject { ["syncTipHash"] = hash, ["lastblockhash"] = hash });
    }

    private async Task<IResult> InfoAsync(CancellationToken cancellation)
    {
        var info = await chain.CallAsync("getinfo", cancellation).ConfigureAwait(false);
        var reward = await chain.CallAsync("getblocksubsidy", cancellation, info.GetProperty("blocks").GetInt32() + 1).ConfigureAwait(false);
        var shown = new JsonObject();
        foreach (var name in new[] { "version", "protocolversion", "walletversion", "blocks", "timeoffset", "connections", "proxy", "difficulty", "testnet", "relayfee", "errors" })
            shown[name] = info.TryGetProperty(name, out var value) ? JsonNode.Parse(value.GetRawText()) : 0;
        shown["network"] = info.GetProperty("testnet").GetBoolean() ? "testnet" : "livenet";
        shown["reward"] = reward.GetProperty("miner").GetDecimal() / 1.000000000m;
        return Results.Json(new JsonObject { ["info"] = shown });
    }

    private static IResult Json(string name, JsonElement value) => Results.Json(new JsonObject { [name] = JsonNode.Parse(value.GetRawText()) });
}
