using Flux.Apps.Canonical;
using Flux.Apps.Specs;

namespace Flux.Cli.Commands.App;

/// <summary>Reads the specification that a person points to: a JSON file, or a folder with <c>flux.json</c>.</summary>
internal static class SpecFile
{
    private const string DefaultName = "flux.json";
    private const long LargestBytes = AppSpec.MaxLength;

    /// <summary>The checked specification; an absent or empty owner becomes the wallet's.</summary>
    /// <exception cref="CommandException">No such file, or every problem of the specification, one a line.</exception>
    public static AppSpec Read(string path, string owner, AppRules rules, long height)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, DefaultName) : path;
        if (!File.Exists(file)) throw new CommandException(ExitCode.NotFound, $"There is no specification at {file}.", $"Name a JSON file, or a folder with {DefaultName}.");
        if (new FileInfo(file).Length > LargestBytes) throw new CommandException(ExitCode.Rejected, $"{file} is larger than any specification.");
        if (!JsReader.TryRead(File.ReadAllText(file), out var value, out var problem)) throw new CommandException(ExitCode.Rejected, $"{file} is not JSON: {problem}");
        var reading = AppSpec.TryParse(WithOwner(value, owner), rules, height);
        return reading.IsValid ? reading.Spec! : throw new CommandException(ExitCode.Rejected, string.Join('\n', reading.Problems), $"The specification {file} was not sent.");
    }

    /// <summary>As <see cref="Read"/>, with the secrets of a file sealed into it.</summary>
    public static async Task<AppSpec> ReadAsync(AppSession session, string path, string? secrets, string owner, AppRules rules, long height, CancellationToken cancel)
    {
        var spec = Read(path, owner, rules, height);
        return secrets is null ? spec : await SecretsFile.SealAsync(secrets, spec, rules, session.Fluxd, height, cancel);
    }

    private static JsValue WithOwner(JsValue value, string owner) => value.Kind != JsKind.Object || value["owner"] is { AsText.Length: > 0 } || value["owner"] is { Kind: not JsKind.Text }
        ? value
        : JsValue.Object([.. value.Members.Where(member => member.Name != "owner"), new JsMember("owner", JsValue.Of(owner))]);
}
