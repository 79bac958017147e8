using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>The header of a block (getblockheader).</summary>
/// <param name="Hash">Display hex.</param>
/// <param name="Confirmations">−1 when it is not on the best chain.</param>
/// <param name="Height">From the genesis block, which has 0.</param>
/// <param name="Version">Of the header.</param>
/// <param name="MerkleRoot">Of its transactions, display hex.</param>
/// <param name="Time">Unix seconds.</param>
/// <param name="Kind">POW or PON.</param>
/// <param name="Bits">Compact target, hex.</param>
/// <param name="Difficulty">How much harder than the easiest target.</param>
/// <param name="ChainWork">Work up to it, hex.</param>
/// <param name="Previous">Hash of the block below; null for the genesis block.</param>
/// <param name="Next">Hash of the block above on the best chain; null at the tip.</param>
public sealed record BlockHeaderInfo(
    string Hash, int Confirmations, int Height, int Version, string MerkleRoot, long Time, string Kind, string Bits, double Difficulty, string ChainWork, string? Previous, string? Next)
{
    internal static BlockHeaderInfo Read(JsonElement header) => new(
        header.GetProperty("hash").GetString()!,
        header.GetProperty("confirmations").GetInt32(),
        header.GetProperty("height").GetInt32(),
        header.GetProperty("version").GetInt32(),
        header.GetProperty("merkleroot").GetString()!,
        header.GetProperty("time").GetInt64(),
        header.GetProperty("type").GetString()!,
        header.GetProperty("bits").GetString()!,
        header.GetProperty("difficulty").GetDouble(),
        header.GetProperty("chainwork").GetString()!,
        header.TryGetProperty("previousblockhash", out var previous) ? previous.GetString() : null,
        header.TryGetProperty("nextblockhash", out var next) ? next.GetString() : null);
}
