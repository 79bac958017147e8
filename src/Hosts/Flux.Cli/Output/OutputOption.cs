using System.CommandLine;

namespace Flux.Cli.Output;

/// <summary><c>-o json</c>, the same on every command that shows something.</summary>
internal static class OutputOption
{
    private const string Json = "json";
    private const string Table = "table";

    public static Option<string> Build()
    {
        var option = new Option<string>("--output", "-o") { Description = "table for people, json for programs", HelpName = "table|json", DefaultValueFactory = _ => Table };
        option.AcceptOnlyFromAmong(Table, Json);
        return option;
    }

    public static bool IsJson(string? value) => value == Json;
}
