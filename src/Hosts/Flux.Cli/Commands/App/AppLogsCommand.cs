using System.CommandLine;
using Flux.Cli.Output;
using Flux.Contracts.Api;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app logs</c>: what the containers of an app write, on every node that runs it.</summary>
internal static class AppLogsCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("name") { Description = "App, or component_app" };
        var lines = new Option<int>("--lines", "-n") { Description = "Last lines to begin with", DefaultValueFactory = _ => 100 };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on as lines come" };
        var command = new Command("logs", "Show what an app writes") { name, lines, follow };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(name)!, parsed.GetValue(lines), parsed.GetValue(follow), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string name, int lines, bool follow, CancellationToken cancel)
    {
        using var session = AppSession.Open();
        var nodes = await session.NodesAsync(cancel);
        var app = name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
        var places = (await nodes[0].GetAsync($"apps/location/{Uri.EscapeDataString(app)}", cancel)).EnumerateArray().Select(p => p.GetProperty("ip").GetString()!).ToList();
        if (places.Count == 0) throw new CommandException(ExitCode.NotFound, $"{app} runs nowhere.", "See: flux app list");
        var sources = nodes.Where(node => places.Contains(node.Address.Authority)).ToList();
        await Task.WhenAll(sources.Select(node => CopyAsync(node, session, name, lines, follow, sources.Count > 1, cancel)));
        return ExitCode.Ok;
    }

    private static async Task CopyAsync(FluxOsClient node, AppSession session, string name, int lines, bool follow, bool named, CancellationToken cancel)
    {
        var prefix = named ? $"{session.NameOf(node.Address.Authority)} | " : "";
        var path = $"apps/applog/{Uri.EscapeDataString(name)}/{lines}{(follow ? "?follow=true" : "")}";
        await foreach (var line in node.LinesAsync(path, session.Authorization(node), cancel)) Terminal.Line(prefix + line);
    }
}
