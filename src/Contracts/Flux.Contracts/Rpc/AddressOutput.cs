using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>An unspent output of an address (getaddressutxos).</summary>
/// <param name="Address">Whose.</param>
/// <param name="Transaction">Id, display hex.</param>
/// <param name="Index">Number of the output.</param>
/// <param name="Script">Its script, hex.</param>
/// <param name="Satoshis">Its value.</param>
/// <param name="Height">Of its block.</param>
/// <param name="EscrowBlocks">How long an escrow coin lasts; null for an ordinary one.</param>
public sealed record AddressOutput(string Address, string Transaction, long Index, string Script, long Satoshis, int Height, int? EscrowBlocks)
{
    internal static AddressOutput Read(JsonElement output) => new(
        output.GetProperty("address").GetString()!,
        output.GetProperty("txid").GetString()!,
        output.GetProperty("outputIndex").GetInt64(),
        output.GetProperty("script").GetString()!,
        output.GetProperty("satoshis").GetInt64(),
        output.GetProperty("height").GetInt32(),
        output.TryGetProperty("escrowblocks", out var blocks) ? blocks.GetInt32() : null);
}
