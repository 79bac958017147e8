using System.Text.Json.Nodes;

namespace Flux.Contracts.Rpc;

/// <content>The address index: the daemon must run with it.</content>
public sealed partial class FluxdClient
{
    /// <summary>Unspent outputs of addresses, lowest block first; waiting transactions do not count.</summary>
    public Task<IReadOnlyList<AddressOutput>> AddressOutputsAsync(IEnumerable<string> addresses, CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<AddressOutput>>("getaddressutxos", [Query(addresses)], result => [.. result.EnumerateArray().Select(AddressOutput.Read)], cancellation);

    /// <summary>What waiting transactions would change for addresses.</summary>
    public Task<IReadOnlyList<AddressChange>> WaitingChangesAsync(IEnumerable<string> addresses, CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<AddressChange>>("getaddressmempool", [Query(addresses)], result => [.. result.EnumerateArray().Select(AddressChange.Read)], cancellation);

    /// <summary>Confirmed balance of addresses and all they ever received, in satoshi.</summary>
    public Task<(long Balance, long Received)> AddressBalanceAsync(IEnumerable<string> addresses, CancellationToken cancellation = default) =>
        AskAsync("getaddressbalance", [Query(addresses)], result => (result.GetProperty("balance").GetInt64(), result.GetProperty("received").GetInt64()), cancellation);

    /// <summary>Ids of the transactions that touch addresses, lowest block first.</summary>
    public Task<IReadOnlyList<string>> AddressTransactionsAsync(IEnumerable<string> addresses, CancellationToken cancellation = default) => AskAsync("getaddresstxids", [Query(addresses)], Texts, cancellation);

    private static JsonObject Query(IEnumerable<string> addresses) => new() { ["addresses"] = new JsonArray([.. addresses.Select(address => (JsonNode?)address)]) };
}
