using System.Diagnostics;

namespace Flux.Cli.Commands.App;

/// <summary>Builds an example's image from its own files: <c>build-image.sh</c> beside the specification, when there is one.</summary>
internal static class ImageBuild
{
    private const string ScriptName = "build-image.sh";

    /// <summary>The script of a folder, or null.</summary>
    public static string? ScriptOf(string path)
    {
        var script = Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", ScriptName);
        return File.Exists(script) ? Path.GetFullPath(script) : null;
    }

    /// <exception cref="CommandException">The script failed; the message holds its last words.</exception>
    public static async Task<string> RunAsync(string script, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("bash", [script]) { WorkingDirectory = Path.GetDirectoryName(script), RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new CommandException(ExitCode.Unreachable, $"{script} cannot be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode == 0) return LastLine(await output);
        throw new CommandException(ExitCode.Unreachable, $"{script} ended with code {process.ExitCode}: {LastLine(await errors)}", "Is Docker Engine running? See: docker info");
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
}
