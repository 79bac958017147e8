using System.Collections.Immutable;
using System.Text.Json;
using Flux.Apps.Canonical;

namespace Flux.Os.Api.Terminal;

/// <summary>A socket.io packet inside an engine.io message: <c>4</c>, the kind's digit, the namespace and a comma unless it is the main one, JSON.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Namespace">Such as <c>/terminal</c>.</param>
/// <param name="Name">Of an event.</param>
/// <param name="Arguments">Of an event.</param>
internal sealed record SocketPacket(SocketPacketKind Kind, string Namespace, string Name, ImmutableArray<JsValue> Arguments)
{
    private const int LongestNamespace = 50;

    /// <summary>Reads one; false for anything else. Acknowledgement numbers are read over: nobody here acknowledges.</summary>
    public static bool TryRead(string text, out SocketPacket packet)
    {
        packet = null!;
        if (text.Length < 2 || text[0] != '4' || text[1] is not ('0' or '1' or '2')) return false;
        var (at, space) = (2, "/");
        if (at < text.Length && text[at] == '/')
        {
            var comma = text.IndexOf(',', at);
            space = comma < 0 ? text[at..] : text[at..comma];
            at = comma < 0 ? text.Length : comma + 1;
            if (space.Length > LongestNamespace || !space.All(c => c == '/' || c == '-' || char.IsAsciiLetterOrDigit(c))) return false;
        }
        if (text[1] != '2')
        {
            packet = new SocketPacket(text[1] == '0' ? SocketPacketKind.Connect : SocketPacketKind.Disconnect, space, "", []);
            return true;
        }
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (!JsReader.TryRead(text.AsSpan(at), out var body, out _) || body.Kind != JsKind.Array || body.Items.Length == 0 || body.Items[0].Kind != JsKind.Text) return false;
        packet = new SocketPacket(SocketPacketKind.Event, space, body.Items[0].AsText, body.Items[1..]);
        return true;
    }

    /// <summary>An event with one text, as it is sent.</summary>
    public static string Event(string space, string name, string text) => $"42{space},[{JsonSerializer.Serialize(name)},{JsonSerializer.Serialize(text)}]";
}
