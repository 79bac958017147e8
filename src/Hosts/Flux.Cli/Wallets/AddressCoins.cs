using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Wallets.CoinSelection;

namespace Flux.Cli.Wallets;

/// <summary>The coins of a few addresses as a fluxd with an address index knows them.</summary>
internal sealed class AddressCoins(FluxdClient fluxd, IReadOnlyList<string> addresses, int maturity)
{
    /// <summary>Confirmed coins that may be spent now, and the sum of those that must mature first.</summary>
    public async Task<(IReadOnlyList<SpendableCoin> Spendable, Amount Immature)> ReadAsync(CancellationToken cancel)
    {
        var tip = await fluxd.BlockCountAsync(cancel);
        var spent = await SpentInPoolAsync(cancel);
        var spendable = new List<SpendableCoin>();
        var immature = Amount.Zero;
        foreach (var entry in (await fluxd.CallAsync("getaddressutxos", cancel, Query())).EnumerateArray())
        {
            // An escrow coin pays for an app; only ending the app may spend it.
            if (entry.TryGetProperty("escrowblocks", out _) || ToCoin(entry) is not { } coin || spent.Contains(coin.OutPoint)) continue;
            var depth = tip - entry.GetProperty("height").GetInt32() + 1;
            if (depth < maturity && await IsCoinbaseAsync(coin.OutPoint, cancel)) immature += coin.Output.Value;
            else spendable.Add(coin);
        }
        return (spendable, immature);
    }

    private async Task<HashSet<OutPoint>> SpentInPoolAsync(CancellationToken cancel)
    {
        var entries = await fluxd.CallAsync("getaddressmempool", cancel, Query());
        return [.. entries.EnumerateArray()
            .Where(entry => entry.TryGetProperty("prevtxid", out _))
            .Select(entry => new OutPoint(TxId.Parse(entry.GetProperty("prevtxid").GetString()!), ToIndex(entry.GetProperty("prevout"))))];
    }

    private async Task<bool> IsCoinbaseAsync(OutPoint coin, CancellationToken cancel)
    {
        var output = await fluxd.CallAsync("gettxout", cancel, coin.Transaction.ToString(), coin.Index);
        return output.ValueKind == JsonValueKind.Object && output.GetProperty("coinbase").GetBoolean();
    }

    private static SpendableCoin? ToCoin(JsonElement entry)
    {
        if (!TxId.TryParse(entry.GetProperty("txid").GetString(), out var id) || !Script.TryParseHex(entry.GetProperty("script").GetString(), out var script)) return null;
        var outPoint = new OutPoint(id, ToIndex(entry.GetProperty("outputIndex")));
        return new SpendableCoin(outPoint, new TxOutput(new Amount(entry.GetProperty("satoshis").GetInt64()), script));
    }

    /// <summary>fluxd writes some indexes as text (chain reference §12.8).</summary>
    private static uint ToIndex(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? uint.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : value.GetUInt32();

    private JsonObject Query() => new() { ["addresses"] = new JsonArray([.. addresses.Select(address => (JsonNode)JsonValue.Create(address))]) };
}
