using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>What a waiting transaction would change for an address (getaddressmempool).</summary>
/// <param name="Address">Whose.</param>
/// <param name="Transaction">The waiting transaction.</param>
/// <param name="Index">Number of the output, or of the input that spends.</param>
/// <param name="Satoshis">Negative when it spends.</param>
/// <param name="Time">Unix seconds at which it came.</param>
/// <param name="SpentTransaction">Whose output it spends, or null.</param>
/// <param name="SpentIndex">Which output it spends, or null.</param>
public sealed record AddressChange(string Address, string Transaction, long Index, long Satoshis, long Time, string? SpentTransaction, long? SpentIndex)
{
    internal static AddressChange Read(JsonElement change) => new(
        change.GetProperty("address").GetString()!,
        change.GetProperty("txid").GetString()!,
        change.GetProperty("index").GetInt64(),
        change.GetProperty("satoshis").GetInt64(),
        change.GetProperty("timestamp").GetInt64(),
        change.TryGetProperty("prevtxid", out var id) ? id.GetString() : null,
        change.TryGetProperty("prevout", out var index) ? index.GetInt64() : null);
}
