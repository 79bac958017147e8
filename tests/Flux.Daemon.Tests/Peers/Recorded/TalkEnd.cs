using System.Text.Json;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>Where the node stood after a session.</summary>
/// <param name="IsOpen">The connection was still there.</param>
/// <param name="Score">Penalty sum of the peer; 0 when the connection was gone.</param>
/// <param name="IsBanned">The peer's address was on the ban list.</param>
/// <param name="Tip">Hash of the tip.</param>
/// <param name="Pool">Ids of the waiting transactions.</param>
internal sealed record TalkEnd(bool IsOpen, int Score, bool IsBanned, string Tip, IReadOnlyList<string> Pool)
{
    public static TalkEnd Of(JsonElement result) => new(
        result.GetProperty("connection_open_at_end").GetBoolean(),
        result.GetProperty("peer_entries").EnumerateArray().Select(entry => entry.GetProperty("banscore").GetInt32()).DefaultIfEmpty().Max(),
        result.GetProperty("banned").GetArrayLength() > 0,
        result.GetProperty("tip_after").GetString()!,
        [.. result.GetProperty("pool_after").EnumerateArray().Select(id => id.GetString()!)]);
}
