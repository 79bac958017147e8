using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Explorer.Insight;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>FluxNode lists in an envelope like that of JSON-RPC, and outputs that can be collaterals.</summary>
internal sealed class FluxNodeRoutes(IChainCalls chain)
{
    private readonly InsightCoins _coins = new(chain);

    public Task<IResult> ListAsync(CancellationToken cancellation) => FilteredAsync("", cancellation);

    /// <summary>A list of addresses, <c>txhash-outidx</c>, ips or parts of them, separated by commas; a node that fits one is listed.</summary>
    public async Task<IResult> FilteredAsync(string filter, CancellationToken cancellation)
    {
        var nodes = await chain.CallAsync("viewdeterministicfluxnodelist", cancellation).ConfigureAwait(false);
        var wanted = filter.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var list = nodes.EnumerateArray().Where(node => wanted.Length == 0 || wanted.Any(part => Fits(node, part)));
        return Envelope(new JsonArray([.. list.Select(node => JsonNode.Parse(node.GetRawText()))]));
    }

    public async Task<IResult> PostedAsync(HttpRequest request, CancellationToken cancellation) => await FilteredAsync((await Body.ReadAsync(request).ConfigureAwait(false))("filter") ?? "", cancellation).ConfigureAwait(false);

    public async Task<IResult> StartedAsync(CancellationToken cancellation) => Envelope(JsonNode.Parse((await chain.CallAsync("getstartlist", cancellation).ConfigureAwait(false)).GetRawText()));

    public async Task<IResult> DosAsync(CancellationToken cancellation) => Envelope(JsonNode.Parse((await chain.CallAsync("getdoslist", cancellation).ConfigureAwait(false)).GetRawText()));

    public async Task<IResult> CollateralsAsync(string address, CancellationToken cancellation) => Results.Json(await _coins.OfAsync(AddressArgument.Read(address), true, true, cancellation).ConfigureAwait(false));

    public async Task<IResult> PostedCollateralsAsync(HttpRequest request, CancellationToken cancellation) => await CollateralsAsync((await Body.ReadAsync(request).ConfigureAwait(false))("addrs") ?? "", cancellation).ConfigureAwait(false);

    private static IResult Envelope(JsonNode? result) => Results.Json(new JsonObject { ["result"] = result, ["error"] = null, ["id"] = null });

    private static bool Fits(JsonElement node, string part)
    {
        string Text(string name) => node.GetProperty(name).GetString() ?? "";
        return Text("payment_address") == part || $"{Text("txhash")}-{Text("outidx")}" == part || Text("txhash").Contains(part, StringComparison.Ordinal)
            || Text("pubkey").Contains(part, StringComparison.Ordinal) || Text("ip").Contains(part, StringComparison.Ordinal);
    }
}
