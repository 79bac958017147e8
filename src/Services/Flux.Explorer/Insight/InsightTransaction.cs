using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Explorer.Insight;

/// <summary>A transaction in Insight's shape, from the verbose one of getrawtransaction (wallet reference §1.8).</summary>
internal static class InsightTransaction
{
    public static JsonObject Of(JsonElement tx)
    {
        var isCoinbase = tx.TryGetProperty("vin", out var vin) && vin.GetArrayLength() > 0 && vin[0].TryGetProperty("coinbase", out _);
        var shown = new JsonObject { ["txid"] = tx.GetProperty("txid").GetString(), ["version"] = tx.GetProperty("version").GetInt32() };
        if (tx.TryGetProperty("locktime", out var lockTime)) shown["locktime"] = lockTime.GetInt64();
        if (tx.TryGetProperty("collateral", out _)) AddFluxNode(shown, tx);
        else AddShielded(shown, tx);
        shown["isCoinBase"] = isCoinbase;
        var (inputs, valueIn) = Inputs(tx, isCoinbase);
        var (outputs, valueOut) = Outputs(tx);
        shown["vin"] = inputs;
        shown["vout"] = outputs;
        AddPlace(shown, tx);
        shown["valueOut"] = Sat.ToFlux(valueOut);
        if (tx.TryGetProperty("hex", out var hex)) shown["size"] = hex.GetString()!.Length / 2;
        if (isCoinbase || valueIn is not { } spent) return shown;
        shown["valueIn"] = Sat.ToFlux(spent);
        shown["fees"] = Sat.ToFlux(spent - valueOut + ShieldedIn(tx));
        return shown;
    }

    /// <summary>What a verbose transaction that is no coinbase pays to the miner, in satoshi; null when what it spends is not known.</summary>
    public static long? FeeOf(JsonElement tx)
    {
        if (!tx.TryGetProperty("vin", out var inputs)) return 0;
        var fee = ShieldedIn(tx) - tx.GetProperty("vout").EnumerateArray().Sum(output => output.GetProperty("valueSat").GetInt64());
        foreach (var input in inputs.EnumerateArray())
        {
            if (!input.TryGetProperty("valueSat", out var value)) return null;
            fee += value.GetInt64();
        }
        return fee;
    }

    private static (JsonArray Inputs, long? Value) Inputs(JsonElement tx, bool isCoinbase)
    {
        var inputs = new JsonArray();
        long? total = 0;
        if (!tx.TryGetProperty("vin", out var vin)) return (inputs, total);
        foreach (var (n, input) in vin.EnumerateArray().Index())
        {
            if (isCoinbase)
            {
                inputs.Add(new JsonObject { ["coinbase"] = input.GetProperty("coinbase").GetString(), ["sequence"] = input.GetProperty("sequence").GetInt64(), ["n"] = n });
                continue;
            }
            var shown = new JsonObject
            {
                ["txid"] = input.GetProperty("txid").GetString(),
                ["vout"] = input.GetProperty("vout").GetInt32(),
                ["sequence"] = input.GetProperty("sequence").GetInt64(),
                ["n"] = n,
                ["scriptSig"] = new JsonObject { ["hex"] = Text(input, "scriptSig", "hex"), ["asm"] = Text(input, "scriptSig", "asm") },
            };
            if (input.TryGetProperty("address", out var address)) shown["addr"] = address.GetString();
            if (input.TryGetProperty("valueSat", out var value))
            {
                shown["valueSat"] = value.GetInt64();
                shown["value"] = Sat.ToFlux(value.GetInt64());
                total += value.GetInt64();
            }
            else total = null;
            shown["doubleSpentTxID"] = null;
            inputs.Add(shown);
        }
        return (inputs, total);
    }

    private static (JsonArray Outputs, long Value) Outputs(JsonElement tx)
    {
        var outputs = new JsonArray();
        var total = 0L;
        if (!tx.TryGetProperty("vout", out var vout)) return (outputs, total);
        foreach (var output in vout.EnumerateArray())
        {
            var value = output.GetProperty("valueSat").GetInt64();
            total += value;
            var script = new JsonObject { ["hex"] = Text(output, "scriptPubKey", "hex"), ["asm"] = Text(output, "scriptPubKey", "asm") };
            if (output.GetProperty("scriptPubKey").TryGetProperty("addresses", out var addresses)) script["addresses"] = JsonArray.Create(addresses);
            script["type"] = Text(output, "scriptPubKey", "type");
            outputs.Add(new JsonObject
            {
                ["value"] = Sat.ToText(value),
                ["n"] = output.GetProperty("n").GetInt32(),
                ["scriptPubKey"] = script,
                ["spentTxId"] = Copy(output, "spentTxId"),
                ["spentIndex"] = Copy(output, "spentIndex"),
                ["spentHeight"] = Copy(output, "spentHeight"),
            });
        }
        return (outputs, total);
    }

    private static void AddPlace(JsonObject shown, JsonElement tx)
    {
        var isMined = tx.TryGetProperty("blockhash", out var hash);
        if (isMined) shown["blockhash"] = hash.GetString();
        shown["blockheight"] = isMined ? tx.GetProperty("height").GetInt32() : -1;
        shown["confirmations"] = isMined ? tx.GetProperty("confirmations").GetInt32() : 0;
        if (!isMined) return;
        shown["time"] = tx.GetProperty("time").GetInt64();
        shown["blocktime"] = tx.GetProperty("blocktime").GetInt64();
    }

    private static void AddShielded(JsonObject shown, JsonElement tx)
    {
        shown["fOverwintered"] = tx.TryGetProperty("overwintered", out var overwintered) && overwintered.GetBoolean();
        if (tx.TryGetProperty("versiongroupid", out var group)) shown["nVersionGroupId"] = Convert.ToUInt32(group.GetString(), 16);
        if (tx.TryGetProperty("expiryheight", out var expiry)) shown["nExpiryHeight"] = expiry.GetInt64();
        if (tx.TryGetProperty("valueBalance", out var balance)) shown["valueBalance"] = balance.GetDecimal() / 1.00000000m;
        if (tx.TryGetProperty("vShieldedSpend", out var spends)) shown["spendDescs"] = JsonArray.Create(spends);
        if (tx.TryGetProperty("vShieldedOutput", out var outputs)) shown["outputDescs"] = JsonArray.Create(outputs);
        if (tx.TryGetProperty("bindingSig", out var signature)) shown["bindingSig"] = signature.GetString();
        if (tx.TryGetProperty("vJoinSplit", out var joinSplits)) shown["vjoinsplit"] = JsonArray.Create(joinSplits);
    }

    private static void AddFluxNode(JsonObject shown, JsonElement tx)
    {
        var isStart = tx.TryGetProperty("zelnode_pubkey", out var nodeKey);
        shown["type"] = tx.GetProperty("type").GetString();
        shown["nType"] = isStart ? 2 : 4;
        shown["collateralOutput"] = tx.GetProperty("collateral_output").GetString();
        shown["collateralOutputHash"] = tx.GetProperty("txhash").GetString();
        shown["collateralOutputIndex"] = int.Parse(tx.GetProperty("outidx").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        shown["sigTime"] = tx.GetProperty("sigtime").GetInt64();
        shown["sig"] = tx.GetProperty("sig").GetString();
        if (isStart)
        {
            if (tx.TryGetProperty("collateral_pubkey", out var collateralKey)) shown["collateralPubKey"] = collateralKey.GetString();
            if (tx.TryGetProperty("redeemscript", out var redeem)) shown["redeemScript"] = redeem.GetString();
            if (tx.TryGetProperty("fluxnode_upgraded_tx_version", out var features)) shown["nFluxNodeTxVersion"] = features.GetInt32();
            shown["zelnodePubKey"] = nodeKey.GetString();
            shown["fluxnodePubKey"] = nodeKey.GetString();
            return;
        }
        shown["ip"] = tx.GetProperty("ip").GetString();
        shown["updateType"] = tx.GetProperty("update_type").GetInt32();
        shown["benchmarkTier"] = tx.GetProperty("benchmark_tier").GetString();
        shown["benchmarkSigTime"] = tx.GetProperty("benchmark_sigtime").GetInt64();
        shown["benchmarkSig"] = tx.GetProperty("benchmark_sig").GetString();
    }

    /// <summary>What comes out of the shielded pools pays like an input.</summary>
    private static long ShieldedIn(JsonElement tx)
    {
        var value = tx.TryGetProperty("valueBalanceZat", out var balance) ? balance.GetInt64() : 0;
        if (tx.TryGetProperty("vJoinSplit", out var joinSplits)) value += joinSplits.EnumerateArray().Sum(join => Sat.Of(join.GetProperty("vpub_new")) - Sat.Of(join.GetProperty("vpub_old")));
        return value;
    }

    private static string? Text(JsonElement container, string first, string second) => container.GetProperty(first).GetProperty(second).GetString();

    private static JsonNode? Copy(JsonElement container, string name) => container.TryGetProperty(name, out var value) ? JsonNode.Parse(value.GetRawText()) : null;
}
