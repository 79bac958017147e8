using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;
using Flux.Wallets.Chain;

namespace Flux.Cli.Wallets;

/// <summary>Coins and history from an explorer that speaks Insight's API, as SSP and the cloud tools use it (wallet reference §1.8). It learns which addresses belong together.</summary>
internal sealed class InsightSource : IChainSource, IDisposable
{
    private const int Batch = 20;
    private const int PageSize = 50;
    private readonly HttpClient _http;
    private readonly AddressPrefixes _prefixes;

    /// <param name="address">e.g. <c>https://explorer.runonflux.io/</c>; <c>api/</c> is added.</param>
    /// <param name="prefixes">The network's.</param>
    public InsightSource(Uri address, AddressPrefixes prefixes)
    {
        _prefixes = prefixes;
        _http = new HttpClient { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/api/"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public async Task<int> HeightAsync(CancellationToken cancellation) => (await GetAsync("status?getinfo", cancellation)).GetProperty("info").GetProperty("blocks").GetInt32();

    public async Task<IReadOnlyList<ChainCoin>> CoinsAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation)
    {
        var coins = new List<ChainCoin>();
        foreach (var batch in addresses.Chunk(Batch))
        {
            foreach (var entry in (await GetAsync($"addrs/{Names(batch)}/utxo", cancellation)).EnumerateArray()) coins.Add(ReadCoin(entry));
        }
        return coins;
    }

    public async Task<IReadOnlyList<AddressChange>> ChangesAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation)
    {
        var wanted = addresses.ToDictionary(address => address.ToText(_prefixes));
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var batch in addresses.Chunk(Batch))
        {
            for (var from = 0; ; from += PageSize)
            {
                var page = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"addrs/{Names(batch)}/txs?from={from}&to={from + PageSize}"), cancellation);
                foreach (var item in page.GetProperty("items").EnumerateArray()) found[item.GetProperty("txid").GetString()!] = item;
                if (from + PageSize >= page.GetProperty("totalItems").GetInt32()) break;
            }
        }
        return [.. found.Values.SelectMany(item => ReadChanges(item, wanted)).OrderBy(change => change.Height == 0 ? int.MaxValue : change.Height)];
    }

    public async Task<(Transaction Transaction, int Height)?> TransactionAsync(TxId id, CancellationToken cancellation)
    {
        try
        {
            var raw = await GetAsync($"rawtx/{id}", cancellation);
            if (!TransactionCodec.TryParse(Convert.FromHexString(raw.GetProperty("rawtx").GetString()!), out var transaction, out _)) return null;
            return (transaction, HeightOf(await GetAsync($"tx/{id}", cancellation)));
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            return null;
        }
    }

    public async Task BroadcastAsync(Transaction transaction, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsJsonAsync("tx/send", new JsonObject { ["rawtx"] = Convert.ToHexStringLower(transaction.Bytes.Span) }, cancellation);
        if (!answer.IsSuccessStatusCode) throw new CommandException(ExitCode.Rejected, $"The explorer did not take the transaction: {(await answer.Content.ReadAsStringAsync(cancellation)).Trim()}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
        try
        {
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).Clone();
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Unreachable, $"{_http.BaseAddress}{path} did not answer with JSON; is it an explorer?", inner: e);
        }
    }

    private ChainCoin ReadCoin(JsonElement entry)
    {
        var address = Parse(entry.GetProperty("address").GetString()!);
        var script = Script.TryParseHex(entry.GetProperty("scriptPubKey").GetString(), out var given) ? given : address.ToScript();
        var place = new OutPoint(TxId.Parse(entry.GetProperty("txid").GetString()!), entry.GetProperty("vout").GetUInt32());
        var height = entry.TryGetProperty("height", out var at) && at.ValueKind == JsonValueKind.Number ? Math.Max(0, at.GetInt32()) : 0;
        return new ChainCoin(
            place, new TxOutput(new Amount(entry.GetProperty("satoshis").GetInt64()), script), address, height,
            entry.TryGetProperty("coinbase", out var coinbase) && coinbase.ValueKind == JsonValueKind.True,
            entry.TryGetProperty("escrowblocks", out var escrow) ? escrow.GetInt32() : 0);
    }

    private static IEnumerable<AddressChange> ReadChanges(JsonElement item, Dictionary<string, Address> wanted)
    {
        var id = TxId.Parse(item.GetProperty("txid").GetString()!);
        var height = HeightOf(item);
        foreach (var input in item.TryGetProperty("vin", out var inputs) ? inputs.EnumerateArray() : default)
        {
            if (input.TryGetProperty("addr", out var from) && from.GetString() is { } name && wanted.TryGetValue(name, out var address)) yield return new(address, id, height, new Amount(-input.GetProperty("valueSat").GetInt64()));
        }
        foreach (var output in item.TryGetProperty("vout", out var outputs) ? outputs.EnumerateArray() : default)
        {
            if (!output.GetProperty("scriptPubKey").TryGetProperty("addresses", out var names) || names.ValueKind != JsonValueKind.Array) continue;
            foreach (var name in names.EnumerateArray())
            {
                if (wanted.TryGetValue(name.GetString()!, out var address) && Amount.TryParse(output.GetProperty("value").ToString(), out var value)) yield return new(address, id, height, value);
            }
        }
    }

    private static int HeightOf(JsonElement item) => item.TryGetProperty("blockheight", out var at) && at.ValueKind == JsonValueKind.Number ? Math.Max(0, at.GetInt32()) : 0;

    private static string Names(IEnumerable<Address> addresses, AddressPrefixes prefixes) => string.Join(',', addresses.Select(address => address.ToText(prefixes)));

    private string Names(IEnumerable<Address> addresses) => Names(addresses, _prefixes);

    private Address Parse(string text) => Address.TryParse(text, _prefixes, out var address) ? address : throw new CommandException(ExitCode.Unreachable, $"The explorer answered with '{text}', which is not an address of the wallet's network.");
}
