using System.Text.Json;

namespace Flux.Explorer.Insight;

/// <summary>Sums of one or several addresses, in satoshi.</summary>
/// <param name="Balance">Confirmed.</param>
/// <param name="Received">All ever received, change included.</param>
/// <param name="Unconfirmed">What waiting transactions would change.</param>
/// <param name="Ids">Confirmed transactions, oldest first.</param>
/// <param name="WaitingIds">Waiting transactions, oldest first.</param>
internal sealed record InsightSums(long Balance, long Received, long Unconfirmed, IReadOnlyList<string> Ids, IReadOnlyList<string> WaitingIds)
{
    public long Sent => Received - Balance;

    /// <summary>All transactions, newest first.</summary>
    public IReadOnlyList<string> AllIds => [.. WaitingIds.Reverse(), .. Ids.Reverse()];

    public static async Task<InsightSums> OfAsync(IChainCalls chain, IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        var balance = await chain.CallAsync("getaddressbalance", cancellation, AddressArgument.Of(addresses)).ConfigureAwait(false);
        var ids = await chain.CallAsync("getaddresstxids", cancellation, AddressArgument.Of(addresses)).ConfigureAwait(false);
        var waiting = await chain.CallAsync("getaddressmempool", cancellation, AddressArgument.Of(addresses)).ConfigureAwait(false);
        return new InsightSums(
            balance.GetProperty("balance").GetInt64(), balance.GetProperty("received").GetInt64(), waiting.EnumerateArray().Sum(change => change.GetProperty("satoshis").GetInt64()),
            Texts(ids), [.. waiting.EnumerateArray().Select(change => change.GetProperty("txid").GetString()!).Distinct()]);
    }

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
