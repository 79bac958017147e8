using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>All unspent coins, counted (gettxoutsetinfo). Members that only our daemon has are null with another.</summary>
/// <param name="Height">Of the block after which they were counted.</param>
/// <param name="BestBlock">Its hash.</param>
/// <param name="Transactions">With an unspent coin.</param>
/// <param name="Coins">How many.</param>
/// <param name="Bytes">Of all coins.</param>
/// <param name="Hash">Of all coins.</param>
/// <param name="Satoshis">Of all coins.</param>
/// <param name="LedgerHash">Of node list, reserves and escrow.</param>
/// <param name="IsConsistent">What was counted is what the ledger says.</param>
public sealed record CoinSetInfo(int Height, string BestBlock, long Transactions, long Coins, long Bytes, string Hash, long Satoshis, string? LedgerHash, bool? IsConsistent)
{
    internal static CoinSetInfo Read(JsonElement info) => new(
        info.GetProperty("height").GetInt32(),
        info.GetProperty("bestblock").GetString()!,
        info.GetProperty("transactions").GetInt64(),
        info.GetProperty("txouts").GetInt64(),
        info.GetProperty("bytes_serialized").GetInt64(),
        info.GetProperty("hash_serialized").GetString()!,
        RpcAmount.Read(info.GetProperty("total_amount")),
        info.TryGetProperty("hash_ledger", out var ledger) ? ledger.GetString() : null,
        info.TryGetProperty("consistent", out var isConsistent) ? isConsistent.GetBoolean() : null);
}
