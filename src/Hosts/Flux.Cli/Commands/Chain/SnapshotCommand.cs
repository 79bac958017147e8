using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Cli.Output;

namespace Flux.Cli.Commands.Chain;

/// <summary><c>flux chain snapshot</c>: makes and checks files that a new fluxd can start from.</summary>
internal static class SnapshotCommand
{
    /// <summary>Millions of coins take minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build()
    {
        var command = new Command("snapshot", "Make and check files from which a new chain daemon can start");
        command.Subcommands.Add(Export());
        command.Subcommands.Add(Check());
        return command;
    }

    private static Command Export()
    {
        var file = new Argument<string>("file") { Description = "The file to write; it must not exist. The daemon writes it, so the place must be one of its own machine" };
        var node = new NodeOptions();
        var output = OutputOption.Build();
        var command = new Command("export", "Write the whole state of a chain daemon to a file") { file, output };
        node.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var fluxd = node.Connect(parsed, Longest);
            var made = await fluxd.CallAsync("dumptxoutset", new JsonArray(Path.GetFullPath(parsed.GetValue(file)!)), cancel);
            Show(made, OutputOption.IsJson(parsed.GetValue(output)), "A new daemon starts from it with");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "The snapshot, on the machine of the daemon" };
        var hash = new Option<string?>("--hash") { Description = "SHA-256 that it must have, from somebody you trust", HelpName = "HEX" };
        var node = new NodeOptions();
        var output = OutputOption.Build();
        var command = new Command("check", "Read a snapshot to its end: is it whole, and whose is it? Exit code 6 if it is not") { file, hash, output };
        node.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var fluxd = node.Connect(parsed, Longest);
            var parameters = new JsonArray(Path.GetFullPath(parsed.GetValue(file)!));
            if (parsed.GetValue(hash) is { } named) parameters.Add(named);
            var facts = await fluxd.CallAsync("checksnapshot", parameters, cancel);
            Show(facts, OutputOption.IsJson(parsed.GetValue(output)), "It is whole. A new daemon starts from it with");
            if (facts.TryGetProperty("onchain", out var isOnChain) && !isOnChain.GetBoolean())
                throw new CommandException(ExitCode.Rejected, "Its block is not on the chain of the daemon that was asked.", "Either one is on a wrong branch: do not start from it before you know which.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(JsonElement facts, bool json, string how)
    {
        if (json)
        {
            Terminal.Line(JsonSerializer.Serialize(facts, Indented));
            return;
        }
        var path = facts.GetProperty("path").GetString()!;
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture, $"{path}: {facts.GetProperty("bytes").GetInt64() / 1048576.0:F1} MiB, the state after block {facts.GetProperty("base_height").GetInt32()} {facts.GetProperty("base_hash").GetString()}"));
        Terminal.Line($"{how}: -snapshot={path} -snapshothash={facts.GetProperty("sha256").GetString()}");
    }
}
