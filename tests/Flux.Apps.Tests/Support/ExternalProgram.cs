using System.Diagnostics;

namespace Flux.Apps.Tests.Support;

/// <summary>Runs an interpreter that serves as an oracle; the test is skipped where it is not installed.</summary>
internal static class ExternalProgram
{
    public static async Task<string[]> LinesOfAsync(string program, IReadOnlyList<string> arguments, IEnumerable<string> input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Started(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        foreach (var line in input) await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
        process.StandardInput.Close();
        var text = await output;
        await process.WaitForExitAsync(cancellation);
        process.ExitCode.ShouldBe(0);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A file of the repository, found by walking up from the test's directory.</summary>
    public static string RepositoryFile(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Flux.slnx"))) return Path.Combine(folder.FullName, path);
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed");
            throw;
        }
    }
}
