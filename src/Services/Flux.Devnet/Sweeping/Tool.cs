using System.ComponentModel;
using System.Diagnostics;

namespace Flux.Devnet.Sweeping;

/// <summary>Runs a small system tool and reads what it says.</summary>
internal static class Tool
{
    /// <summary>Exit code and standard output; 127 where the tool is not there.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string fileName, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var info = new ProcessStartInfo(fileName) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(info)!;
            var errors = process.StandardError.ReadToEndAsync(cancel);
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            await errors;
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (127, "");
        }
    }
}
