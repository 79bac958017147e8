using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Flux.Cli.Output;
using Spectre.Console;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app list</c>, <c>show</c> and <c>why</c>.</summary>
internal static class AppViewCommands
{
    public static Command BuildList()
    {
        var output = OutputOption.Build();
        var command = new Command("list", "Every app of the network, and where it runs") { output };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = AppSession.Open();
            var node = (await session.NodesAsync(cancel))[0];
            var apps = await node.GetAsync("apps/globalappsspecifications", cancel);
            if (OutputOption.IsJson(parsed.GetValue(output))) Terminal.Line(apps.GetRawText());
            else Terminal.Out.Write(ListTable(apps, await node.GetAsync("apps/locations", cancel), session));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command BuildShow()
    {
        var name = new Argument<string>("name") { Description = "App" };
        var output = OutputOption.Build();
        var command = new Command("show", "One app: its specification, payment and instances") { name, output };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = AppSession.Open();
            var node = (await session.NodesAsync(cancel))[0];
            var app = await node.GetAsync($"apps/appspecifications/{Uri.EscapeDataString(parsed.GetValue(name)!)}", cancel);
            var places = await node.GetAsync($"apps/location/{Uri.EscapeDataString(parsed.GetValue(name)!)}", cancel);
            if (OutputOption.IsJson(parsed.GetValue(output))) Terminal.Line(app.GetRawText());
            else
            {
                Terminal.Out.Write(JsonTable.Build(app));
                Terminal.Out.Write(PlacesTable(places, session));
            }
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command BuildWhy()
    {
        var name = new Argument<string>("name") { Description = "App" };
        var output = OutputOption.Build();
        var command = new Command("why", "Why an app runs where it runs") { name, output };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = AppSession.Open();
            var why = await (await session.NodesAsync(cancel))[0].GetAsync($"apps/why/{Uri.EscapeDataString(parsed.GetValue(name)!)}", cancel);
            if (OutputOption.IsJson(parsed.GetValue(output))) Terminal.Line(why.GetRawText());
            else
            {
                Terminal.Line($"{why.GetProperty("wanted").GetInt64()} instances wanted; one takes {why.GetProperty("needs").GetString()}. Rank key {why.GetProperty("key").GetString()![..16]}…");
                Terminal.Out.Write(WhyTable(why.GetProperty("nodes"), session));
            }
            return ExitCode.Ok;
        });
        return command;
    }

    private static Table ListTable(JsonElement apps, JsonElement places, AppSession session)
    {
        var table = NewTable("App", "Instances", "Runs on", "Until height", "Owner", "Description");
        foreach (var app in apps.EnumerateArray())
        {
            var appName = Text(app, "name");
            var nodes = places.EnumerateArray().Where(p => Text(p, "name") == appName).Select(p => session.NameOf(Text(p, "ip")));
            table.AddRow([.. new[] { appName, Text(app, "instances"), string.Join(", ", nodes), Text(app, "endHeight"), Text(app, "owner"), Text(app, "description") }.Select(Markup.Escape)]);
        }
        return table;
    }

    private static Table PlacesTable(JsonElement places, AppSession session)
    {
        var table = NewTable("Node", "Address", "State", "Since");
        foreach (var place in places.EnumerateArray())
            table.AddRow([.. new[] { session.NameOf(Text(place, "ip")), Text(place, "ip"), Text(place, "state"), Text(place, "runningSince") }.Select(Markup.Escape)]);
        return table;
    }

    private static Table WhyTable(JsonElement nodes, AppSession session)
    {
        var table = NewTable("Rank", "Node", "Tier", "State", "Why");
        foreach (var node in nodes.EnumerateArray())
        {
            var rank = node.GetProperty("rank").GetInt64();
            table.AddRow([.. new[] { rank < 0 ? "–" : (rank + 1).ToString(CultureInfo.InvariantCulture), session.NameOf(Text(node, "ip")), Text(node, "tier"), Text(node, "state"), Text(node, "sentence") }.Select(Markup.Escape)]);
        }
        return table;
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded }.BorderColor(Color.Grey);
        foreach (var column in columns) table.AddColumn($"[bold]{column}[/]");
        return table;
    }

    private static string Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
