using System.Text.Json;
using Flux.Cli.Output;
using Spectre.Console;

namespace Flux.Cli.Tests.Output;

public sealed class PeersTableTests
{
    private const string Peers = """
        [{"id":1,"addr":"1.2.3.4:16125","services":"0000000000000005","bytessent":2097152,"bytesrecv":1048576,"conntime":1700000000,"pingtime":0.042,"version":170021,
          "subver":"/MagicBean:9.0.6/","inbound":false,"startingheight":90,"banscore":20,"synced_headers":120,"synced_blocks":118,"inflight":[119,120],"busy":1.5},
         {"id":2,"addr":"[2a00::1]:5","services":"0000000000000001","bytessent":0,"bytesrecv":0,"conntime":1700000000,"pingtime":0,"version":170021,
          "subver":"/[bold]/","inbound":true,"startingheight":7,"banscore":0,"synced_headers":-1,"synced_blocks":-1,"inflight":[]}]
        """;

    [Fact]
    public void Shows_who_it_is_how_far_and_what_it_costs()
    {
        var text = Rendered(PeersTable.Build(Json(Peers), DateTimeOffset.FromUnixTimeSeconds(1700000000 + 7_300)));
        foreach (var part in (string[])["1.2.3.4:16125", "MagicBean:9.0.6", "120", "42 ms", "1.0 / 2.0", "1.5 s", "20", "2 h", "[2a00::1]:5", "[bold]", "7+", "in", "out"]) text.ShouldContain(part);
        text.ShouldNotContain("0 ms", customMessage: "no ping was answered yet");
    }

    [Fact]
    public void The_headline_says_how_far_the_node_is()
    {
        PeersTable.Headline(Json("""{"blocks":100,"headers":120}"""), Json(Peers), Json("[]")).ShouldBe("[yellow]catching up[/]: 100 of 120 · 2 peers (1 in, 1 out) · 0 banned");
        PeersTable.Headline(Json("""{"blocks":120,"headers":120}"""), Json("[]"), Json("""[{"address":"9.9.9.9/32","banned_until":1}]""")).ShouldBe("[green]in sync[/] at 120 · 0 peers (0 in, 0 out) · 1 banned");
        PeersTable.Headline(Json("""{"blocks":1,"headers":1}"""), Json("""[{"inbound":true}]"""), Json("[]")).ShouldBe("[green]in sync[/] at 1 · 1 peer (1 in, 0 out) · 0 banned");
    }

    [Fact]
    public void Bans_have_a_table_when_there_are_any()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1700000000 - (23 * 3600));
        PeersTable.Bans(Json("[]"), now).ShouldBeNull();
        var text = Rendered(PeersTable.Bans(Json("""
            [{"address":"9.9.9.9/32","banned_until":1700000000},{"address":"8.8.8.8/255.255.255.255","banned_until":1700000000,"banned_since":1699913600,"reason":"[x] transaction format"},
             {"address":"10.0.0.0/8","banned_until":1700000000,"reason":"manual"}]
            """), now)!);
        foreach (var part in (string[])["9.9.9.9/32", "2023-11-14 22:13:20Z", "23 h", "–", "[x] transaction format", "set by the operator", "8.8.8.8 "]) text.ShouldContain(part);
    }

    [Fact]
    public void Who_is_trusted_has_no_points()
    {
        var text = Rendered(PeersTable.Build(Json(Peers.Replace("\"id\":2", "\"id\":2,\"whitelisted\":true", StringComparison.Ordinal)), DateTimeOffset.FromUnixTimeSeconds(1700000000)));
        text.Split('\n').Count(line => line.Contains("trusted", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    private static string Rendered(Table table)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = 200;
        console.Write(table);
        return writer.ToString();
    }
}
