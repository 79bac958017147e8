namespace Flux.Functional.Tests.Commands;

/// <summary>How a command ended and what it said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public CommandResult ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"output:\n{Output}\nerrors:\n{Errors}");
        return this;
    }
}
