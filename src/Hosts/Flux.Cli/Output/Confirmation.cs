using Spectre.Console;

namespace Flux.Cli.Output;

/// <summary>Asks before something that can't be undone.</summary>
internal static class Confirmation
{
    /// <exception cref="CommandException">The answer is no, or nobody is there to answer.</exception>
    public static void Require(string question, bool yes)
    {
        if (yes) return;
        if (Console.IsInputRedirected) throw new CommandException(ExitCode.NeedsConfirmation, question, "Say yes with --yes.");
        if (!Terminal.Error.Confirm(question, defaultValue: false)) throw new CommandException(ExitCode.NeedsConfirmation, "Nothing was sent.");
    }
}
