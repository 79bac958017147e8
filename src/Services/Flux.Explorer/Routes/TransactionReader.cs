using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Explorer.Insight;

namespace Flux.Explorer.Routes;

/// <summary>Reads transactions by id.</summary>
internal sealed class TransactionReader(IChainCalls chain)
{
    public async Task<JsonObject> ReadAsync(string id, CancellationToken cancellation) =>
        InsightTransaction.Of(await chain.CallAsync("getrawtransaction", cancellation, id, 1).ConfigureAwait(false));

    /// <summary>Several; one that is gone meanwhile is left out.</summary>
    public async Task<JsonArray> ReadAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var items = new JsonArray();
        foreach (var id in ids)
        {
            try
            {
                items.Add(await ReadAsync(id, cancellation).ConfigureAwait(false));
            }
            catch (RpcException e) when (e.Code == RpcErrorCode.AddressOrKey)
            {
                // A waiting transaction may leave between the list and the look.
            }
        }
        return items;
    }
}
