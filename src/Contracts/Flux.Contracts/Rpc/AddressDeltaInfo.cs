using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A confirmed change of an address (getaddressdeltas).</summary>
/// <param name="Address">Whose.</param>
/// <param name="Transaction">Id, display hex.</param>
/// <param name="Index">Number of the output, or of the input that spends.</param>
/// <param name="Satoshis">Negative when it spends.</param>
/// <param name="Height">Of its block.</param>
/// <param name="BlockIndex">Place of the transaction in its block.</param>
/// <param name="IsEscrow">An escrow coin; only our daemon has those.</param>
public sealed record AddressDeltaInfo(string Address, string Transaction, long Index, long Satoshis, int Height, int BlockIndex, bool IsEscrow)
{
    internal static AddressDeltaInfo Read(JsonElement delta) => new(
        delta.GetProperty("address").GetString()!,
        delta.GetProperty("txid").GetString()!,
        delta.GetProperty("index").GetInt64(),
        delta.GetProperty("satoshis").GetInt64(),
        delta.GetProperty("height").GetInt32(),
        delta.GetProperty("blockindex").GetInt32(),
        delta.TryGetProperty("escrow", out var escrow) && escrow.GetBoolean());
}
