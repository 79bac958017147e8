using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A peer of a daemon (getpeerinfo).</summary>
/// <param name="Id">Number that the daemon gave it.</param>
/// <param name="Address">Address and port, as text.</param>
/// <param name="Version">Of its protocol.</param>
/// <param name="UserAgent">What it calls itself.</param>
/// <param name="IsInbound">It called.</param>
/// <param name="ConnectedAt">Unix seconds.</param>
/// <param name="BytesSent">To it.</param>
/// <param name="BytesReceived">From it.</param>
/// <param name="PingSeconds">Of its last answer to a ping; 0 before the first.</param>
/// <param name="StartingHeight">Its height when it connected.</param>
/// <param name="BanScore">How badly it behaved; null while the daemon keeps no state of it.</param>
/// <param name="SyncedHeaders">Last header in common, −1 when unknown; null while the daemon keeps no state of it.</param>
/// <param name="SyncedBlocks">Last block in common, −1 when unknown; null while the daemon keeps no state of it.</param>
public sealed record PeerInfo(
    long Id, string Address, long Version, string UserAgent, bool IsInbound, long ConnectedAt, long BytesSent, long BytesReceived, double PingSeconds,
    int StartingHeight, int? BanScore, int? SyncedHeaders, int? SyncedBlocks)
{
    internal static PeerInfo Read(JsonElement peer) => new(
        peer.GetProperty("id").GetInt64(),
        peer.GetProperty("addr").GetString()!,
        peer.GetProperty("version").GetInt64(),
        peer.GetProperty("subver").GetString()!,
        peer.GetProperty("inbound").GetBoolean(),
        peer.GetProperty("conntime").GetInt64(),
        peer.GetProperty("bytessent").GetInt64(),
        peer.GetProperty("bytesrecv").GetInt64(),
        peer.GetProperty("pingtime").GetDouble(),
        peer.GetProperty("startingheight").GetInt32(),
        peer.TryGetProperty("banscore", out var score) ? score.GetInt32() : null,
        peer.TryGetProperty("synced_headers", out var headers) ? headers.GetInt32() : null,
        peer.TryGetProperty("synced_blocks", out var blocks) ? blocks.GetInt32() : null);
}
