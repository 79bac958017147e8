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

    /// <summary>Confirmed changes of addresses, lowest block first.</summary>
    /// <param name="addresses">Whose.</param>
    /// <param name="heights">First and last block that counts; null: all.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<AddressDeltaInfo>> AddressDeltasAsync(IEnumerable<string> addresses, (int First, int Last)? heights = null, CancellationToken cancellation = default)
    {
        var query = Query(addresses);
        if (heights is var (first, last)) (query["start"], query["end"]) = (first, last);
        return AskAsync<IReadOnlyList<AddressDeltaInfo>>("getaddressdeltas", [query], result => [.. result.EnumerateArray().Select(AddressDeltaInfo.Read)], cancellation);
    }

    /// <summary>The addresses that hold most, 1 to 1000 of them. Only our fluxd has this: others throw <see cref="RpcException"/> −32601.</summary>
    public Task<RichListInfo> RichListAsync(int count, CancellationToken cancellation = default) => AskAsync("getrichlist", [count], RichListInfo.Read, cancellation);

    private static JsonObject Query(IEnumerable<string> addresses) => new() { ["addresses"] = new JsonArray([.. addresses.Select(address => (JsonNode?)address)]) };
}
