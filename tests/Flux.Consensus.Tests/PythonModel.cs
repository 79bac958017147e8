using System.Diagnostics;

namespace Flux.Consensus.Tests;

/// <summary>Runs a model of <c>tests/model</c>; the test is skipped where there is no python3.</summary>
internal static class PythonModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The lines a model writes.</summary>
    public static string[] Run(string script, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [PathOf(script), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Start(start);
        Assert.SkipWhen(python is null, "python3 is not on this machine");
        var output = python!.StandardOutput.ReadToEndAsync();
        var errors = python.StandardError.ReadToEndAsync();
        python.StandardInput.Write(input);
        python.StandardInput.Close();
        python.WaitForExit(Patience).ShouldBeTrue();
        python.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string PathOf(string script)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "model", script);
            if (File.Exists(candidate)) return candidate;
        }
        throw new FileNotFoundException($"no tests/model/{script} above {AppContext.BaseDirectory}");
    }
}
