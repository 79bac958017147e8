namespace Flux.Cli;

/// <summary>Exit codes of <c>flux</c> (docs/architecture.md §2).</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Bug = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int InsufficientFunds = 4;
    public const int Unreachable = 5;
    public const int Rejected = 6;
    public const int NeedsConfirmation = 7;
    public const int Interrupted = 130;
}
