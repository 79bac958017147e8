using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;
using Flux.Wallets.Chain;
using AddressChange = Flux.Wallets.Chain.AddressChange;

namespace Flux.Cli.Wallets;

/// <summary>Coins and history from a fluxd with an address index, ours or the C++ one.</summary>
internal sealed class FluxdSource(FluxdClient fluxd, AddressPrefixes prefixes, int maturity) : IChainSource
{
    /// <summary>Addresses asked for at once.</summary>
    private const int Batch = 500;

    public async Task<int> HeightAsync(CancellationToken cancellation) => (await fluxd.CallAsync("getblockcount", cancellation: cancellation)).GetInt32();

    public async Task<IReadOnlyList<ChainCoin>> CoinsAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation)
    {
        var height = await HeightAsync(cancellation);
        var coins = new List<ChainCoin>();
        foreach (var batch in addresses.Chunk(Batch))
        {
            var waiting = await WaitingAsync(batch, cancellation);
            var spent = waiting.Where(entry => entry.TryGetProperty("prevtxid", out _)).Select(entry => new OutPoint(TxId.Parse(entry.GetProperty("prevtxid").GetString()!), Index(entry.GetProperty("prevout")))).ToHashSet();
            foreach (var entry in (await fluxd.CallAsync("getaddressutxos", cancellation, Query(batch))).EnumerateArray())
            {
                if (await ReadCoinAsync(entry, height, cancellation) is { } coin && !spent.Contains(coin.OutPoint)) coins.Add(coin);
            }
            foreach (var entry in waiting.Where(entry => !entry.TryGetProperty("prevtxid", out _)))
            {
                var place = new OutPoint(TxId.Parse(entry.GetProperty("txid").GetString()!), Index(entry.GetProperty("index")));
                var address = AddressOf(entry);
                if (!spent.Contains(place)) coins.Add(new ChainCoin(place, new TxOutput(new Amount(entry.GetProperty("satoshis").GetInt64()), address.ToScript()), address, 0));
            }
        }
        return coins;
    }

    public async Task<IReadOnlyList<AddressChange>> ChangesAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation)
    {
        var changes = new List<AddressChange>();
        var waiting = new List<AddressChange>();
        foreach (var batch in addresses.Chunk(Batch))
        {
            foreach (var entry in (await fluxd.CallAsync("getaddressdeltas", cancellation, Query(batch))).EnumerateArray())
                changes.Add(ReadChange(entry, entry.GetProperty("height").GetInt32()));
            foreach (var entry in await WaitingAsync(batch, cancellation)) waiting.Add(ReadChange(entry, 0));
        }
        return [.. changes.OrderBy(change => change.Height), .. waiting];
    }

    public async Task<(Transaction Transaction, int Height)?> TransactionAsync(TxId id, CancellationToken cancellation)
    {
        try
        {
            var answer = await fluxd.CallAsync("getrawtransaction", cancellation, id.ToString(), 1);
            if (!TransactionCodec.TryParse(Convert.FromHexString(answer.GetProperty("hex").GetString()!), out var transaction, out _)) return null;
            var height = answer.TryGetProperty("height", out var at) && at.ValueKind == JsonValueKind.Number ? Math.Max(0, at.GetInt32()) : 0;
            return (transaction, height);
        }
        catch (RpcException e) when (e.Code == RpcErrorCode.AddressOrKey)
        {
            return null;
        }
    }

    public async Task BroadcastAsync(Transaction transaction, CancellationToken cancellation) =>
        await fluxd.CallAsync("sendrawtransaction", cancellation, Convert.ToHexStringLower(transaction.Bytes.Span));

    private async Task<IReadOnlyList<JsonElement>> WaitingAsync(Address[] addresses, CancellationToken cancellation) =>
        [.. (await fluxd.CallAsync("getaddressmempool", cancellation, Query(addresses))).EnumerateArray()];

    private AddressChange ReadChange(JsonElement entry, int height) => new(
        AddressOf(entry), TxId.Parse(entry.GetProperty("txid").GetString()!), height, new Amount(entry.GetProperty("satoshis").GetInt64()), entry.TryGetProperty("escrow", out var escrow) && escrow.GetBoolean());

    private async Task<ChainCoin?> ReadCoinAsync(JsonElement entry, int height, CancellationToken cancellation)
    {
        if (!Script.TryParseHex(entry.GetProperty("script").GetString(), out var script)) return null;
        var place = new OutPoint(TxId.Parse(entry.GetProperty("txid").GetString()!), Index(entry.GetProperty("outputIndex")));
        var at = entry.GetProperty("height").GetInt32();
        var blocks = entry.TryGetProperty("escrowblocks", out var escrow) ? escrow.GetInt32() : 0;
        var coinbase = entry.TryGetProperty("coinbase", out var flag) ? flag.GetBoolean() : height - at < maturity && await IsCoinbaseAsync(place, cancellation);
        return new ChainCoin(place, new TxOutput(new Amount(entry.GetProperty("satoshis").GetInt64()), script), AddressOf(entry), at, coinbase, blocks);
    }

    /// <summary>The C++ daemon does not say it with the coin.</summary>
    private async Task<bool> IsCoinbaseAsync(OutPoint coin, CancellationToken cancellation)
    {
        var output = await fluxd.CallAsync("gettxout", cancellation, coin.Transaction.ToString(), coin.Index);
        return output.ValueKind == JsonValueKind.Object && output.GetProperty("coinbase").GetBoolean();
    }

    private Address AddressOf(JsonElement entry) => Address.TryParse(entry.GetProperty("address").GetString(), prefixes, out var address)
        ? address
        : throw new CommandException(ExitCode.Unreachable, $"fluxd answered with '{entry.GetProperty("address")}', which is not an address of the wallet's network.", "Is it a fluxd of another network?");

    private JsonObject Query(IEnumerable<Address> addresses) => new() { ["addresses"] = new JsonArray([.. addresses.Select(address => (JsonNode)JsonValue.Create(address.ToText(prefixes)))]) };

    /// <summary>fluxd writes some indexes as text (chain reference §12.8).</summary>
    private static uint Index(JsonElement value) => value.ValueKind == JsonValueKind.String ? uint.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetUInt32();
}
