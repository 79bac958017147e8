using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Cli.Output;

namespace Flux.Cli.Commands.Chain;

/// <summary><c>flux chain METHOD</c>: any JSON-RPC method of a fluxd.</summary>
internal static class ChainCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build()
    {
        var method = new Argument<string>("method") { Description = "A JSON-RPC method, e.g. getblockcount; help lists them" };
        var arguments = new Argument<string[]>("arguments") { Description = "Its parameters; text, numbers, true, false or JSON as the method wants them", Arity = ArgumentArity.ZeroOrMore };
        var node = new NodeOptions();
        var output = new Option<string?>("--output", "-o") { Description = "table for people (default on a terminal), json for programs", HelpName = "table|json" };
        output.AcceptOnlyFromAmong("table", "json");
        var command = new Command("chain", "Ask a chain daemon anything: flux chain getblock 120") { method, arguments, output };
        command.Subcommands.Add(ReplayCommand.Build());
        command.Subcommands.Add(PeersCommand.Build());
        command.Subcommands.Add(SnapshotCommand.Build());
        node.AddTo(command);
        var wait = new Option<bool>("--rpcwait") { Description = "Wait until the daemon is there and has started" };
        var limit = new Option<int>("--rpcwaittimeout") { Description = "Longest wait of --rpcwait in seconds; 0 (default) waits for as long as it takes", HelpName = "SECONDS" };
        command.Options.Add(wait);
        command.Options.Add(limit);
        command.SetAction(async (parsed, cancel) =>
        {
            using var fluxd = node.Connect(parsed);
            if (parsed.GetValue(wait)) await StartedDaemon.WaitAsync(fluxd, TimeSpan.FromSeconds(parsed.GetValue(limit)), cancel);
            var result = await fluxd.CallAsync(parsed.GetValue(method)!, ToParameters(parsed.GetValue(method)!, parsed.GetValue(arguments) ?? []), cancel);
            Show(result, parsed.GetValue(output) ?? (Console.IsOutputRedirected ? "json" : "table"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static JsonArray ToParameters(string method, string[] arguments) =>
        new([.. arguments.Select((text, position) => RpcArguments.Convert(method, position, text))]);

    private static void Show(JsonElement result, string output)
    {
        if (result.ValueKind == JsonValueKind.String) Terminal.Line(result.GetString()!);
        else if (output == "json" || !JsonTable.CanShow(result)) Terminal.Line(result.ValueKind == JsonValueKind.Null ? "" : JsonSerializer.Serialize(result, Indented));
        else Terminal.Out.Write(JsonTable.Build(result));
    }
}
