using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>An unspent output (gettxout).</summary>
/// <param name="Confirmations">0 while its transaction waits.</param>
/// <param name="Satoshis">Its value.</param>
/// <param name="Script">Its script, hex.</param>
/// <param name="IsCoinbase">Made by a coinbase.</param>
/// <param name="EscrowBlocks">An escrow coin: how many blocks it lasts from <paramref name="EscrowStart"/>; null for an ordinary one.</param>
/// <param name="EscrowStart">Height from which an escrow coin runs out.</param>
public sealed record UnspentOutput(int Confirmations, long Satoshis, string Script, bool IsCoinbase, int? EscrowBlocks, int? EscrowStart)
{
    internal static UnspentOutput Read(JsonElement output) => new(
        output.GetProperty("confirmations").GetInt32(),
        RpcAmount.Read(output.GetProperty("value")),
        output.GetProperty("scriptPubKey").GetProperty("hex").GetString()!,
        output.GetProperty("coinbase").GetBoolean(),
        output.TryGetProperty("escrowblocks", out var blocks) ? blocks.GetInt32() : null,
        output.TryGetProperty("escrowstart", out var start) ? start.GetInt32() : null);
}
