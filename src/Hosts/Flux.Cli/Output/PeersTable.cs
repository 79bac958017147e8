using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Flux.Cli.Output;

/// <summary>What getpeerinfo, listbanned and getblockchaininfo say, for people.</summary>
internal static class PeersTable
{
    private const double Mebi = 1024 * 1024;

    /// <summary>One line: how far the node is, with how many it talks, and how many are banned.</summary>
    public static string Headline(JsonElement chain, JsonElement peers, JsonElement bans)
    {
        var (blocks, headers) = (chain.GetProperty("blocks").GetInt32(), chain.GetProperty("headers").GetInt32());
        var incoming = peers.EnumerateArray().Count(peer => peer.GetProperty("inbound").GetBoolean());
        var sync = blocks >= headers ? $"[green]in sync[/] at {blocks}" : $"[yellow]catching up[/]: {blocks} of {headers}";
        var count = peers.GetArrayLength();
        return $"{sync} · {count} {(count == 1 ? "peer" : "peers")} ({incoming} in, {count - incoming} out) · {bans.GetArrayLength()} banned";
    }

    /// <summary>A row for each peer.</summary>
    public static Table Build(JsonElement peers, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("peer", "way", "program", "height", "blocks due", "ping", "in / out MiB", "busy", "points", "since");
        foreach (var peer in peers.EnumerateArray())
        {
            table.AddRow(
                Markup.Escape(Text(peer, "addr")),
                peer.GetProperty("inbound").GetBoolean() ? "in" : "out",
                Markup.Escape(Text(peer, "subver").Trim('/')),
                Height(peer),
                peer.GetProperty("inflight").GetArrayLength().ToString(CultureInfo.InvariantCulture),
                Ping(Number(peer, "pingtime")),
                $"{Number(peer, "bytesrecv") / Mebi:F1} / {Number(peer, "bytessent") / Mebi:F1}",
                $"{Number(peer, "busy"):F1} s",
                IsTrusted(peer) ? "trusted" : Points((int)Number(peer, "banscore")),
                Span(now - DateTimeOffset.FromUnixTimeSeconds((long)Number(peer, "conntime"))));
        }
        return table;
    }

    /// <summary>A row for each ban; null when there is none. What it is for only daemons of ours say.</summary>
    public static Table? Bans(JsonElement bans, DateTimeOffset now)
    {
        if (bans.GetArrayLength() == 0) return null;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("banned", "until", "left", "for");
        foreach (var ban in bans.EnumerateArray())
        {
            var until = DateTimeOffset.FromUnixTimeSeconds((long)Number(ban, "banned_until"));
            var reason = Text(ban, "reason");
            table.AddRow(
                Markup.Escape(Host(Text(ban, "address"))),
                until.ToString("u", CultureInfo.InvariantCulture),
                Span(until - now),
                reason switch { "" => "–", "manual" => "set by the operator", _ => Markup.Escape(reason) });
        }
        return table;
    }

    /// <summary>A single address without the mask that says so.</summary>
    private static string Host(string subnet) => subnet.Replace("/255.255.255.255", "", StringComparison.Ordinal).Replace("/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", StringComparison.Ordinal);

    private static bool IsTrusted(JsonElement peer) => peer.TryGetProperty("whitelisted", out var trusted) && trusted.ValueKind == JsonValueKind.True;

    private static string Height(JsonElement peer)
    {
        var synced = (int)Number(peer, "synced_headers");
        return synced >= 0 ? synced.ToString(CultureInfo.InvariantCulture) : $"{Number(peer, "startingheight")}+";
    }

    /// <summary>0 where no ping was answered yet.</summary>
    private static string Ping(double seconds) => seconds <= 0 ? "–" : $"{seconds * 1000:F0} ms";

    private static string Points(int points) => points == 0 ? "0" : $"[yellow]{points}[/]";

    private static string Span(TimeSpan span) => span.TotalHours >= 48 ? $"{span.TotalDays:F0} d" : span.TotalMinutes >= 120 ? $"{span.TotalHours:F0} h" : $"{span.TotalMinutes:F0} min";

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static double Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;
}
