using System.Diagnostics;

namespace Flux.Functional.Tests.Apps;

/// <summary>The engine as a person asks it.</summary>
internal static class Docker
{
    /// <summary>Null when containers can be run here; otherwise why a test must be skipped.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        try
        {
            var (code, text) = await RunAsync("version");
            return code == 0 ? null : $"Docker Engine does not answer: {text}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no docker command";
        }
    }

    /// <summary>Containers of an engine namespace: all, or only those that run.</summary>
    public static async Task<string[]> ContainersAsync(string engineNamespace, bool running)
    {
        var (code, text) = await RunAsync(["ps", running ? "-q" : "-aq", "--filter", $"label=flux.namespace={engineNamespace}"]);
        code.ShouldBe(0, text);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The environment with which a container was started; nothing when it is gone meanwhile.</summary>
    public static async Task<string[]> EnvironmentAsync(string container)
    {
        var (code, text) = await RunAsync("inspect", "--format", "{{range .Config.Env}}{{println .}}{{end}}", container);
        if (code != 0 && text.Contains("No such", StringComparison.Ordinal)) return [];
        code.ShouldBe(0, text);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Networks of an engine namespace.</summary>
    public static async Task<string[]> NetworksAsync(string engineNamespace)
    {
        var (code, text) = await RunAsync("network", "ls", "-q", "--filter", $"label=flux.namespace={engineNamespace}");
        code.ShouldBe(0, text);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Begins to tell what happens to containers of an engine namespace, a line each: <c>create</c>, <c>start</c>, <c>die</c>, <c>stop</c>, <c>rename</c>, <c>destroy</c>.</summary>
    public static Process Events(string engineNamespace) => Process.Start(
        new ProcessStartInfo("docker", ["events", "--filter", "type=container", "--filter", $"label=flux.namespace={engineNamespace}", "--format", "{{.Action}}"]) { RedirectStandardOutput = true })!;

    public static async Task KillAsync(IEnumerable<string> containers) => (await RunAsync(["kill", .. containers])).Code.ShouldBe(0);

    /// <summary>Removes containers, running or not.</summary>
    public static async Task RemoveAsync(IEnumerable<string> containers) => (await RunAsync(["rm", "-f", .. containers])).Code.ShouldBe(0);

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("docker") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? await output : await errors);
    }
}
