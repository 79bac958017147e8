using System.Globalization;
using System.Text.Json;
using Flux.P2P;

namespace Flux.Daemon.Rpc.Json;

/// <summary>A peer as getpeerinfo prints it.</summary>
internal static class PeerJson
{
    public static void Write(Utf8JsonWriter json, PeerFacts peer)
    {
        json.WriteStartObject();
        json.WriteNumber("id", peer.Id);
        json.WriteString("addr", peer.Address.ToString());
        if (peer.LocalAddress is { } local) json.WriteString("addrlocal", local.ToString());
        json.WriteString("services", peer.Services.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteNumber("addr_processed", peer.AddressesProcessed);
        json.WriteNumber("addr_rate_limited", peer.AddressesRateLimited);
        // Twice, as the reference has it.
        json.WriteBoolean("whitelisted", peer.IsTrusted);
        json.WriteNumber("lastsend", peer.LastSend?.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("lastrecv", peer.LastReceive?.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("bytessent", peer.BytesSent);
        json.WriteNumber("bytesrecv", peer.BytesReceived);
        json.WriteNumber("conntime", peer.ConnectedAt.ToUnixTimeSeconds());
        json.WriteNumber("timeoffset", peer.TimeOffsetSeconds);
        json.WriteReal("pingtime", peer.PingTime?.TotalSeconds ?? 0);
        if (peer.PingWait is { } wait) json.WriteReal("pingwait", wait.TotalSeconds);
        json.WriteNumber("version", peer.Version);
        json.WriteString("subver", peer.UserAgent);
        json.WriteBoolean("inbound", peer.Inbound);
        json.WriteNumber("startingheight", peer.StartingHeight);
        json.WriteNumber("banscore", peer.BanScore);
        json.WriteNumber("synced_headers", peer.SyncedHeaders);
        json.WriteNumber("synced_blocks", peer.SyncedBlocks);
        json.WriteStartArray("inflight");
        foreach (var height in peer.InFlight) json.WriteNumberValue(height);
        json.WriteEndArray();
        json.WriteBoolean("whitelisted", peer.IsTrusted);
        // Not of the reference: what the peer costs.
        json.WriteNumber("messages", peer.Messages);
        json.WriteReal("busy", peer.BusyTime.TotalSeconds);
        json.WriteNumber("held_bytes", peer.HeldBytes);
        json.WriteEndObject();
    }
}
