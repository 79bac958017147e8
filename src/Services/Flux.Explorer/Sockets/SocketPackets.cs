using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Explorer.Sockets;

/// <summary>
/// The packets of Engine.IO 3 and 4 and the messages of Socket.IO in them, as far as a server needs them that only sends events: 0 open, 1 close,
/// 2 ping, 3 pong, 4 message, 5 upgrade, 6 nothing; in a message 0 connect, 1 disconnect, 2 event.
/// </summary>
internal static class SocketPackets
{
    public const string Ping = "2";
    public const string Pong = "3";
    public const string Probe = "2probe";
    public const string ProbeAnswer = "3probe";
    public const string Upgrade = "5";
    public const string Nothing = "6";
    public const string Connect = "40";
    public const string Close = "1";
    public const string Disconnect = "41";

    private const string Event = "42";
    private const char Separator = '\u001e';
    private const int MostPackets = 256;

    /// <summary>The first packet of a session.</summary>
    public static string Open(string id, bool canUpgrade, TimeSpan interval, TimeSpan patience) => "0" + new JsonObject
    {
        ["sid"] = id,
        ["upgrades"] = canUpgrade ? new JsonArray("websocket") : [],
        ["pingInterval"] = (int)interval.TotalMilliseconds,
        ["pingTimeout"] = (int)patience.TotalMilliseconds,
        ["maxPayload"] = SocketEndpoint.LargestPayload,
    }.ToJsonString();

    /// <summary>An event with one argument.</summary>
    public static string EventOf(string name, JsonNode? argument) => Event + new JsonArray(name, argument?.DeepClone()).ToJsonString();

    /// <summary>Name and arguments of an event; false for other packets and for what cannot be read.</summary>
    public static bool TryReadEvent(string packet, out string name, out JsonElement[] arguments)
    {
        (name, arguments) = ("", []);
        if (!packet.StartsWith(Event, StringComparison.Ordinal)) return false;
        // A number here asks for an acknowledgement, which no client of these events does.
        var start = packet.IndexOf('[', StringComparison.Ordinal);
        if (start < 0) return false;
        try
        {
            using var document = JsonDocument.Parse(packet[start..]);
            var parts = document.RootElement.Clone().EnumerateArray().ToArray();
            if (parts.Length == 0 || parts[0].ValueKind != JsonValueKind.String) return false;
            (name, arguments) = (parts[0].GetString()!, parts[1..]);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Several packets as one body of the polling transport.</summary>
    public static string Payload(IEnumerable<string> packets, int version) => version == 3
        ? string.Concat(packets.Select(packet => string.Create(CultureInfo.InvariantCulture, $"{packet.Length}:{packet}")))
        : string.Join(Separator, packets);

    /// <summary>The packets of a body of the polling transport; null when it is none.</summary>
    public static IReadOnlyList<string>? TryReadPayload(string body, int version)
    {
        if (version != 3) return body.Split(Separator, MostPackets + 1) is { Length: <= MostPackets } parts ? parts : null;
        var packets = new List<string>();
        for (var at = 0; at < body.Length;)
        {
            var colon = body.IndexOf(':', at);
            if (colon < 0 || packets.Count == MostPackets || !int.TryParse(body.AsSpan(at, colon - at), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > body.Length - colon - 1) return null;
            packets.Add(body.Substring(colon + 1, length));
            at = colon + 1 + length;
        }
        return packets;
    }
}
