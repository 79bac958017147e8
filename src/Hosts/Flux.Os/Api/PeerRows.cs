using System.Text.Json.Nodes;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary>
/// Peers as pages list them (FluxOS reference §11.4). <c>latency</c> and <c>lastPingTime</c> are null, as the existing node has them before the first
/// pong: the runtime pings every connection by itself and does not tell how long the answer took.
/// </summary>
internal static class PeerRows
{
    /// <summary>Rows of <c>connectedpeersinfo</c> and <c>incomingconnectionsinfo</c>.</summary>
    public static JsonArray InShort(IEnumerable<PeerFacts> peers) => [.. peers.Select(Row)];

    /// <summary>Rows of <c>peers</c>.</summary>
    public static JsonArray InDetail(IEnumerable<PeerFacts> peers) => [.. peers.Select(Detail)];

    private static JsonObject Detail(PeerFacts peer)
    {
        var row = Row(peer);
        row["direction"] = peer.Direction == PeerDirection.Inbound ? "inbound" : "outbound";
        row["remoteVersion"] = peer.Version;
        row["messagesReceived"] = peer.Received;
        row["messagesSent"] = peer.Sent;
        return row;
    }

    private static JsonObject Row(PeerFacts peer) => new()
    {
        ["ip"] = peer.Address.IpText,
        ["port"] = peer.Address.Port,
        ["latency"] = null,
        ["lastPingTime"] = null,
        ["connectedAt"] = peer.ConnectedAt.ToUnixTimeMilliseconds(),
    };
}
