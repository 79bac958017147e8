using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;

namespace Flux.Explorer.Sockets;

/// <summary>One connected client: what it subscribed to, and the packets that wait for it. The oldest are dropped when it does not fetch them.</summary>
internal sealed class SocketSession(string id, int version)
{
    private const int MostWaiting = 1000;
    private const int MostAddresses = 1000;
    private const string AddressEvent = "bitcoind/addresstxid";

    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<string, bool> _rooms = [];
    private readonly ConcurrentDictionary<string, bool> _addresses = [];

    public string Id { get; } = id;

    /// <summary>3 or 4: of Engine.IO.</summary>
    public int Version { get; } = version;

    /// <summary>When the client was last heard of.</summary>
    public DateTimeOffset Heard { get; set; }

    public ChannelReader<string> Waiting => _waiting.Reader;

    /// <summary>It wants to hear something.</summary>
    public bool Listens => !_rooms.IsEmpty || !_addresses.IsEmpty;

    public void Send(string packet) => _waiting.Writer.TryWrite(packet);

    public bool IsIn(string room) => _rooms.ContainsKey(room);

    public bool Follows(string address) => _addresses.ContainsKey(address);

    /// <summary>Takes a packet of the client; false when it wants to leave.</summary>
    public bool Take(string packet)
    {
        if (packet is SocketPackets.Close or SocketPackets.Disconnect) return false;
        if (packet == SocketPackets.Ping) Send(SocketPackets.Pong);
        // Engine.IO 4 clients join the namespace themselves; of 3 they are in it from the start.
        if (Version >= 4 && packet.StartsWith(SocketPackets.Connect, StringComparison.Ordinal)) Send($"{SocketPackets.Connect}{{\"sid\":\"{Id}\"}}");
        if (SocketPackets.TryReadEvent(packet, out var name, out var arguments)) Take(name, arguments);
        return true;
    }

    private void Take(string name, JsonElement[] arguments)
    {
        if (arguments is not [{ ValueKind: JsonValueKind.String } room, ..] || name is not ("subscribe" or "unsubscribe")) return;
        var joins = name == "subscribe";
        if (room.GetString() is ("inv" or "flux") and var known) Set(_rooms, known, joins);
        if (room.GetString() != AddressEvent || arguments.Length < 2 || arguments[1].ValueKind != JsonValueKind.Array) return;
        foreach (var address in arguments[1].EnumerateArray().Where(address => address.ValueKind == JsonValueKind.String))
        {
            if (!joins || _addresses.Count < MostAddresses) Set(_addresses, address.GetString()!, joins);
        }
    }

    private static void Set(ConcurrentDictionary<string, bool> set, string name, bool joins)
    {
        if (joins) set[name] = true;
        else set.TryRemove(name, out _);
    }
}
