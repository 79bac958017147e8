using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Explorer.Insight;

/// <summary>A block in Insight's shape, from getblock 2.</summary>
internal static class InsightBlock
{
    // Whoever gets more than this part of the reward counts as the finder.
    private const decimal FinderShare = 0.4m;

    public static JsonObject Of(JsonElement block)
    {
        var coinbase = block.GetProperty("tx")[0].GetProperty("vout");
        var reward = coinbase.EnumerateArray().Sum(output => output.GetProperty("valueSat").GetInt64());
        return new JsonObject
        {
            ["hash"] = block.GetProperty("hash").GetString(),
            ["size"] = block.GetProperty("size").GetInt32(),
            ["height"] = block.GetProperty("height").GetInt32(),
            ["version"] = block.GetProperty("version").GetInt32(),
            ["merkleroot"] = block.GetProperty("merkleroot").GetString(),
            ["tx"] = new JsonArray([.. block.GetProperty("tx").EnumerateArray().Select(tx => (JsonNode?)tx.GetProperty("txid").GetString())]),
            ["time"] = block.GetProperty("time").GetInt64(),
            ["nonce"] = Text(block, "nonce"),
            ["bits"] = block.GetProperty("bits").GetString(),
            ["difficulty"] = JsonNode.Parse(block.GetProperty("difficulty").GetRawText()),
            ["chainwork"] = block.GetProperty("chainwork").GetString(),
            ["confirmations"] = block.GetProperty("confirmations").GetInt32(),
            ["previousblockhash"] = Text(block, "previousblockhash"),
            ["nextblockhash"] = Text(block, "nextblockhash"),
            ["reward"] = Sat.ToFlux(reward),
            ["isMainChain"] = block.GetProperty("confirmations").GetInt32() >= 0,
            ["minedBy"] = Finder(coinbase, reward),
            ["solution"] = Text(block, "solution"),
            ["poolInfo"] = new JsonObject(),
        };
    }

    /// <summary>The short form of lists.</summary>
    public static JsonObject Line(JsonElement block)
    {
        return new JsonObject
        {
            ["height"] = block.GetProperty("height").GetInt32(),
            ["minedBy"] = FinderOf(block),
            ["size"] = block.GetProperty("size").GetInt32(),
            ["hash"] = block.GetProperty("hash").GetString(),
            ["time"] = block.GetProperty("time").GetInt64(),
            ["txlength"] = block.GetProperty("tx").GetArrayLength(),
            ["poolInfo"] = new JsonObject(),
        };
    }

    /// <summary>Who found a block with whole transactions; null when nobody got most of it.</summary>
    public static string? FinderOf(JsonElement block)
    {
        var coinbase = block.GetProperty("tx")[0].GetProperty("vout");
        return Finder(coinbase, coinbase.EnumerateArray().Sum(output => output.GetProperty("valueSat").GetInt64()));
    }

    private static string? Finder(JsonElement coinbase, long reward)
    {
        foreach (var output in coinbase.EnumerateArray())
        {
            if (output.GetProperty("valueSat").GetInt64() > reward * FinderShare && output.GetProperty("scriptPubKey").TryGetProperty("addresses", out var addresses)) return addresses[0].GetString();
        }
        return null;
    }

    private static string? Text(JsonElement block, string name) => block.TryGetProperty(name, out var value) ? value.GetString() : null;
}
