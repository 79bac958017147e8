using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Spectre.Console;

namespace Flux.Cli.Commands.Chain;

/// <summary><c>flux chain peers</c>: with whom a fluxd talks, whom it has banned, and how far it is.</summary>
internal static class PeersCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build()
    {
        var node = new NodeOptions();
        var output = OutputOption.Build();
        var command = new Command("peers", "Show the peers, bans and sync of a chain daemon") { output };
        node.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var fluxd = node.Connect(parsed);
            var chain = await fluxd.CallAsync("getblockchaininfo", new JsonArray(), cancel);
            var peers = await fluxd.CallAsync("getpeerinfo", new JsonArray(), cancel);
            var bans = await fluxd.CallAsync("listbanned", new JsonArray(), cancel);
            Show(chain, peers, bans, OutputOption.IsJson(parsed.GetValue(output)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(JsonElement chain, JsonElement peers, JsonElement bans, bool json)
    {
        if (json)
        {
            var plain = new { blocks = chain.GetProperty("blocks").GetInt32(), headers = chain.GetProperty("headers").GetInt32(), peers, bans };
            Terminal.Line(JsonSerializer.Serialize(plain, Indented));
            return;
        }
        Terminal.Out.MarkupLine(PeersTable.Headline(chain, peers, bans));
        var now = DateTimeOffset.UtcNow;
        if (peers.GetArrayLength() > 0) Terminal.Out.Write(PeersTable.Build(peers, now));
        if (PeersTable.Bans(bans, now) is { } table) Terminal.Out.Write(table);
    }
}
