using System.Diagnostics;

namespace Flux.Functional.Tests.Commands;

/// <summary>Runs the built <c>flux</c> as a person would, with a home folder and loopback addresses of its own.</summary>
internal sealed class FluxCommand(string home, string firstAddress)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Where apps are served by name.</summary>
    public string Gateway => firstAddress + ":8080";

    /// <summary>Options that keep a small network of chain daemons apart from any other on the machine.</summary>
    public string[] Apart => ["--nodes", "1", "--without-fluxos", .. Places];

    /// <summary>Options that keep a whole network apart from any other on the machine.</summary>
    public string[] Places => ["--first-address", firstAddress, "--gateway", Gateway, "--subnets", "172.30"];

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process);
    }

    public Process Start(params string[] arguments)
    {
        // Tests run in the background of a script would hand down that Ctrl-C is ignored.
        var info = new ProcessStartInfo("env", ["--default-signal=INT", ProgramPath()]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["FLUX_HOME"] = home;
        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<CommandResult> EndAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return new CommandResult(process.ExitCode, await output, await errors);
    }

    /// <summary>artifacts/bin/Flux.Functional.Tests/CONFIGURATION/ → artifacts/bin/Flux.Cli/CONFIGURATION/flux.</summary>
    public static string ProgramPath()
    {
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(own))!, "Flux.Cli", Path.GetFileName(own), "flux");
    }
}
