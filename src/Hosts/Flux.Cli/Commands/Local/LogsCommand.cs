using System.CommandLine;
using Flux.Cli.Output;
using Flux.Devnet;
using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;

namespace Flux.Cli.Commands.Local;

/// <summary><c>flux logs NODE</c>: what the programs of a machine said.</summary>
internal static class LogsCommand
{
    private const string Supervisor = "supervisor";

    public static Command Build()
    {
        var node = new Argument<string>("node") { Description = "gateway, node1, node2 …, or supervisor; node1/fluxd or node1/fluxos for one program" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Stay and show what is added" };
        var lines = new Option<int>("--lines", "-n") { Description = "How many lines of the past", HelpName = "N", DefaultValueFactory = _ => 40 };
        var command = new Command("logs", "Show the logs of a machine of the local network") { node, follow, lines };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(node)!, parsed.GetValue(follow), parsed.GetValue(lines), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string name, bool follow, int lines, CancellationToken cancel)
    {
        var files = Files(name, DevnetOptions.Kept(new DevnetOptions().Home));
        foreach (var (label, path) in files)
        {
            foreach (var line in LogFiles.Tail(path, lines)) Terminal.Line(label + line);
        }
        if (!follow) return ExitCode.Ok;
        await Task.WhenAll(files.Select(file => FollowAsync(file.Label, file.Path, cancel)));
        return ExitCode.Interrupted;
    }

    /// <summary>The log files a name stands for; each with what to put before its lines.</summary>
    private static IReadOnlyList<(string Label, string Path)> Files(string name, DevnetOptions options)
    {
        if (name == Supervisor) return [("", new HomeFolder(options.Home).SupervisorLog)];
        var machines = MachinePlan.For(options);
        var machine = machines.SingleOrDefault(candidate => candidate.Name == name.Split('/')[0])
            ?? throw new CommandException(ExitCode.NotFound, $"There is no machine '{name}'.", $"There are: {string.Join(", ", machines.Select(candidate => candidate.Name))}, {Supervisor}");
        if (name == machine.DaemonName) return [("", machine.DaemonLog)];
        if (name == machine.OsName) return [("", machine.OsLog)];
        if (name != machine.Name) throw new CommandException(ExitCode.NotFound, $"There is no program '{name}'.", $"There are: {machine.DaemonName}, {machine.OsName}");
        return [("fluxd  | ", machine.DaemonLog), ("fluxos | ", machine.OsLog)];
    }

    private static async Task FollowAsync(string label, string path, CancellationToken cancel)
    {
        await foreach (var line in LogFiles.FollowAsync(path, cancel)) Terminal.Line(label + line);
    }
}
