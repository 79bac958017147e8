using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Apps.Specs;
using Flux.Cli.Compose;
using Flux.Cli.Output;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app init</c>: a specification to begin with, from a compose file where there is one.</summary>
internal static class InitCommand
{
    private const string DefaultFile = "flux.json";
    private const int LongestCompose = 1 << 20;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build()
    {
        var from = new Option<string?>("--from") { Description = "A compose file whose services become components" };
        var name = new Option<string?>("--name") { Description = "The app's name; otherwise the compose file's or the folder's" };
        var file = new Option<string>("--output", "-f") { Description = "File to write", DefaultValueFactory = _ => DefaultFile };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there" };
        var command = new Command("init", "Write a specification to begin with, also from a compose file") { from, name, file, force };
        command.SetAction(parsed => Run(parsed.GetValue(from), parsed.GetValue(name), parsed.GetValue(file)!, parsed.GetValue(force)));
        return command;
    }

    private static int Run(string? compose, string? name, string file, bool force)
    {
        if (File.Exists(file) && !force) throw new CommandException(ExitCode.NeedsConfirmation, $"{file} is there already.", "Name another file with --output, or write over it with --force.");
        var specification = compose is null ? Template(name ?? "my-app") : Import(compose, name);
        // Ask the same rules that the network asks, while the file is still open in somebody's editor.
        var checkedWith = specification.DeepClone().AsObject();
        if (checkedWith["owner"]!.GetValue<string>().Length == 0) checkedWith["owner"] = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
        var reading = AppSpec.TryParse(checkedWith.ToJsonString(), AppRules.Own, 0);
        File.WriteAllText(file, specification.ToJsonString(Readable) + "\n");
        Terminal.Line($"Wrote {file}.");
        if (!reading.IsValid) throw new CommandException(ExitCode.Rejected, string.Join('\n', reading.Problems), $"Correct {file}; the network would refuse it as it is.");
        Terminal.Line($"Next: flux app deploy {file}");
        return ExitCode.Ok;
    }

    private static JsonObject Import(string compose, string? name)
    {
        if (!File.Exists(compose)) throw new CommandException(ExitCode.NotFound, $"There is no {compose}.");
        if (new FileInfo(compose).Length > LongestCompose) throw new CommandException(ExitCode.Rejected, $"{compose} is larger than any compose file that makes sense.");
        using var text = File.OpenText(compose);
        var folder = Path.GetDirectoryName(Path.GetFullPath(compose))!;
        var import = ComposeReader.Read(text, new DirectoryInfo(folder).Name, Variables(Path.Combine(folder, ".env")));
        if (import.Specification is not { } specification) throw new CommandException(ExitCode.Rejected, string.Join('\n', import.Problems), $"{compose} was not taken over.");
        foreach (var note in import.Notes) Terminal.Line($"note: {note}");
        if (name is not null) specification["name"] = name;
        return specification;
    }

    private static ComposeVariables Variables(string file)
    {
        if (!File.Exists(file)) return ComposeVariables.None;
        if (new FileInfo(file).Length > LongestCompose) throw new CommandException(ExitCode.Rejected, $"{file} is larger than any file of variables that makes sense.");
        using var text = File.OpenText(file);
        return ComposeVariables.Read(text);
    }

    private static JsonObject Template(string name) => new()
    {
        ["version"] = AppSpec.LatestVersion,
        ["name"] = name,
        ["description"] = "What it is for",
        ["owner"] = "",
        ["compose"] = new JsonArray(new JsonObject
        {
            ["name"] = "web",
            ["description"] = "",
            ["repotag"] = "nginx:alpine",
            ["ports"] = new JsonArray(31_080),
            ["containerPorts"] = new JsonArray(80),
            ["domains"] = new JsonArray(""),
            ["environmentParameters"] = new JsonArray(),
            ["commands"] = new JsonArray(),
            ["containerData"] = "/data",
            ["cpu"] = 0.5,
            ["ram"] = 300,
            ["hdd"] = 2,
            ["repoauth"] = "",
        }),
        ["instances"] = 3,
        ["contacts"] = new JsonArray(),
        ["geolocation"] = new JsonArray(),
        ["expire"] = 22_000,
        ["nodes"] = new JsonArray(),
        ["staticip"] = false,
        ["enterprise"] = "",
    };
}
