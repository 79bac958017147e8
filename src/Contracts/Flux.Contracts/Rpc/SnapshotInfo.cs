using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A snapshot file of the whole state (dumptxoutset, checksnapshot; only our daemon).</summary>
/// <param name="Path">On the machine of the daemon.</param>
/// <param name="Height">Of the block after which the state was.</param>
/// <param name="Block">Its hash.</param>
/// <param name="Sha256">Of the file, hex.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Coins">In it; null when it was just written.</param>
/// <param name="IsOnChain">Its block is on the daemon's chain; null while that chain is shorter, and when it was just written.</param>
/// <param name="IsCheckpoint">Its block is a checkpoint of the network; null when it was just written.</param>
public sealed record SnapshotInfo(string Path, int Height, string Block, string Sha256, long Bytes, long? Coins, bool? IsOnChain, bool? IsCheckpoint)
{
    internal static SnapshotInfo Read(JsonElement facts) => new(
        facts.GetProperty("path").GetString()!,
        facts.GetProperty("base_height").GetInt32(),
        facts.GetProperty("base_hash").GetString()!,
        facts.GetProperty("sha256").GetString()!,
        facts.GetProperty("bytes").GetInt64(),
        facts.TryGetProperty("coins", out var coins) ? coins.GetInt64() : null,
        facts.TryGetProperty("onchain", out var isOnChain) ? isOnChain.GetBoolean() : null,
        facts.TryGetProperty("checkpoint", out var isCheckpoint) ? isCheckpoint.GetBoolean() : null);
}
