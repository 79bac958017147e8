using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>Who holds most, and how many hold how much, in satoshi (getrichlist; only our daemon).</summary>
/// <param name="Height">Of the block as of which it was counted.</param>
/// <param name="Block">Its hash.</param>
/// <param name="Addresses">How many hold something.</param>
/// <param name="Richest">The richest first.</param>
/// <param name="Intervals">From (included) to (not included), how many addresses, and what they hold together.</param>
public sealed record RichListInfo(
    int Height, string Block, int Addresses, IReadOnlyList<(string Address, long Satoshis)> Richest, IReadOnlyList<(long From, long To, int Count, long Sum)> Intervals)
{
    internal static RichListInfo Read(JsonElement list) => new(
        list.GetProperty("height").GetInt32(),
        list.GetProperty("blockhash").GetString()!,
        list.GetProperty("addresses").GetInt32(),
        [.. list.GetProperty("richest").EnumerateArray().Select(held => (held.GetProperty("address").GetString()!, held.GetProperty("balance").GetInt64()))],
        [.. list.GetProperty("intervals").EnumerateArray().Select(ReadInterval)]);

    private static (long From, long To, int Count, long Sum) ReadInterval(JsonElement interval) =>
        (interval.GetProperty("min").GetInt64(), interval.GetProperty("max").GetInt64(), interval.GetProperty("count").GetInt32(), interval.GetProperty("sum").GetInt64());
}
