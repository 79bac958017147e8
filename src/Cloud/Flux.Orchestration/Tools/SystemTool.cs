using System.ComponentModel;
using System.Diagnostics;

namespace Flux.Orchestration.Tools;

/// <summary>Runs a program of the system, never through a shell.</summary>
internal static class SystemTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs to the end. Null when it succeeded, else what it said in one line.</summary>
    /// <param name="program">Name, found in the path.</param>
    /// <param name="arguments">One entry an argument.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancel">Stops waiting; the program goes on.</param>
    public static async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, string input, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 ? null : $"{program}: {OneLine(await errors)}";
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return $"{program}: {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{program} did not end within {Patience.TotalSeconds} s";
        }
    }

    /// <inheritdoc cref="RunAsync(string,IReadOnlyList{string},string,CancellationToken)" />
    public static Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel) => RunAsync(program, arguments, "", cancel);

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
