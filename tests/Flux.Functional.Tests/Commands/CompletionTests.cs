using System.Diagnostics;

namespace Flux.Functional.Tests.Commands;

/// <summary>The completion script in a real shell.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("flux wallet se", "send", "sent", "settings")]
    [InlineData("flux wallet export pub", "public-key")]
    [InlineData("flux wallet balance --exp", "--explorer")]
    public async Task Bash_completes_commands_and_options(string line, params string[] expected)
    {
        const string script = """
            source <(flux completion bash)
            COMP_LINE=$1; COMP_POINT=${#1}; read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _flux
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["--norc", "-c", script, "bash", line]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(FluxCommand.ProgramPath())}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();

        var result = (await FluxCommand.EndAsync(process)).ShouldEndWith(0);

        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(expected, ignoreOrder: true, result.Errors);
    }
}
