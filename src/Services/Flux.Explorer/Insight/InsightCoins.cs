using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;

namespace Flux.Explorer.Insight;

/// <summary>Unspent outputs of addresses, those of waiting transactions included and those that one spends left out.</summary>
internal sealed class InsightCoins(IChainCalls chain)
{
    private const int CoinbaseMaturity = 100;

    // Amounts that make a FluxNode (chain reference §8.1), in satoshi.
    private static readonly long[] Collaterals = [1_000_00000000, 12_500_00000000, 40_000_00000000];

    /// <param name="addresses">Whose.</param>
    /// <param name="withWaiting">Outputs of waiting transactions too, newest first.</param>
    /// <param name="onlyCollaterals">Only those of exactly a collateral's amount.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<JsonArray> OfAsync(IReadOnlyList<string> addresses, bool withWaiting, bool onlyCollaterals, CancellationToken cancellation)
    {
        var query = AddressArgument.Of(addresses);
        query["chainInfo"] = true;
        var unspent = await chain.CallAsync("getaddressutxos", cancellation, query).ConfigureAwait(false);
        var waiting = await chain.CallAsync("getaddressmempool", cancellation, AddressArgument.Of(addresses)).ConfigureAwait(false);
        var spent = waiting.EnumerateArray().Where(change => change.TryGetProperty("prevtxid", out _)).Select(change => (change.GetProperty("prevtxid").GetString(), change.GetProperty("prevout").GetInt64())).ToHashSet();
        var coins = new JsonArray();
        if (withWaiting)
        {
            foreach (var change in waiting.EnumerateArray().Where(change => change.GetProperty("satoshis").GetInt64() > 0 && !spent.Contains((change.GetProperty("txid").GetString(), change.GetProperty("index").GetInt64()))).Reverse())
            {
                if (IsWanted(change, onlyCollaterals) && await WaitingAsync(change, cancellation).ConfigureAwait(false) is { } coin) coins.Add(coin);
            }
        }
        var height = unspent.GetProperty("height").GetInt32();
        foreach (var coin in unspent.GetProperty("utxos").EnumerateArray().Reverse())
        {
            if (IsWanted(coin, onlyCollaterals) && !spent.Contains((coin.GetProperty("txid").GetString(), coin.GetProperty("outputIndex").GetInt64()))) coins.Add(await MinedAsync(coin, height, cancellation).ConfigureAwait(false));
        }
        return coins;
    }

    private static bool IsWanted(JsonElement coin, bool onlyCollaterals) => !onlyCollaterals || Collaterals.Contains(coin.GetProperty("satoshis").GetInt64());

    private async Task<JsonObject> MinedAsync(JsonElement coin, int tip, CancellationToken cancellation)
    {
        var satoshis = coin.GetProperty("satoshis").GetInt64();
        var height = coin.GetProperty("height").GetInt32();
        var shown = new JsonObject
        {
            ["address"] = coin.GetProperty("address").GetString(),
            ["txid"] = coin.GetProperty("txid").GetString(),
            ["vout"] = coin.GetProperty("outputIndex").GetInt64(),
            ["scriptPubKey"] = coin.GetProperty("script").GetString(),
            ["amount"] = Sat.ToFlux(satoshis),
            ["satoshis"] = satoshis,
            ["height"] = height,
            ["confirmations"] = tip - height + 1,
        };
        if (tip - height + 1 < CoinbaseMaturity && await IsCoinbaseAsync(coin, cancellation).ConfigureAwait(false)) shown["coinbase"] = true;
        // Escrow coins of our own networks are worth less with every block; who spends them must know.
        if (coin.TryGetProperty("worth", out var worth)) shown["escrowWorth"] = worth.GetInt64();
        return shown;
    }

    private async Task<bool> IsCoinbaseAsync(JsonElement coin, CancellationToken cancellation)
    {
        if (coin.TryGetProperty("coinbase", out var known)) return known.GetBoolean();
        var output = await chain.CallAsync("gettxout", cancellation, coin.GetProperty("txid").GetString(), coin.GetProperty("outputIndex").GetInt64(), false).ConfigureAwait(false);
        return output.ValueKind == JsonValueKind.Object && output.GetProperty("coinbase").GetBoolean();
    }

    private async Task<JsonObject?> WaitingAsync(JsonElement change, CancellationToken cancellation)
    {
        var satoshis = change.GetProperty("satoshis").GetInt64();
        JsonElement output;
        try
        {
            output = await chain.CallAsync("gettxout", cancellation, change.GetProperty("txid").GetString(), change.GetProperty("index").GetInt64(), true).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            return null;
        }
        // Mined or gone between the two calls: then it is no waiting output any more.
        if (output.ValueKind != JsonValueKind.Object) return null;
        return new JsonObject
        {
            ["address"] = change.GetProperty("address").GetString(),
            ["txid"] = change.GetProperty("txid").GetString(),
            ["vout"] = change.GetProperty("index").GetInt64(),
            ["scriptPubKey"] = output.GetProperty("scriptPubKey").GetProperty("hex").GetString(),
            ["amount"] = Sat.ToFlux(satoshis),
            ["satoshis"] = satoshis,
            ["confirmations"] = 0,
            ["ts"] = change.GetProperty("timestamp").GetInt64(),
        };
    }
}
