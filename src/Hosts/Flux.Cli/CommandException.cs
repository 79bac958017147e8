namespace Flux.Cli;

/// <summary>A command can't do what was asked; message and exit code for the person.</summary>
internal sealed class CommandException(int exitCode, string message, string remedy = "", Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What the person can do; may be empty.</summary>
    public string Remedy { get; } = remedy;
}
