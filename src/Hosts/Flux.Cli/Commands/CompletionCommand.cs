using System.CommandLine;
using Flux.Cli.Output;

namespace Flux.Cli.Commands;

/// <summary><c>flux completion</c>: a script that lets the shell complete commands and options.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # source <(flux completion bash)
        _flux() {
          local IFS=$'\n'
          COMPREPLY=( $(compgen -W "$(flux "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -F _flux flux
        """;

    private const string Zsh = """
        # source <(flux completion zsh)
        _flux() {
          local -a found
          found=("${(@f)$(flux "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a found
        }
        compdef _flux flux
        """;

    private const string Fish = """
        # flux completion fish | source
        function __flux
          set -l line (commandline -cp)
          flux "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -f -c flux -a '(__flux)'
        """;

    public static Command Build()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that completes commands in a shell") { shell };
        command.SetAction(parsed =>
        {
            Terminal.Line(parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            return ExitCode.Ok;
        });
        return command;
    }
}
