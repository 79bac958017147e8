namespace Flux.Devnet.Supervision;

/// <summary>An exit code in words.</summary>
internal static class ExitWords
{
    private const int SignalBase = 128;

    public static string Of(int exitCode) => exitCode switch
    {
        0 => "ended normally",
        SignalBase + 9 => "was killed (SIGKILL)",
        SignalBase + 15 => "was ended (SIGTERM)",
        SignalBase + 6 => "crashed (SIGABRT)",
        SignalBase + 11 => "crashed (SIGSEGV)",
        > SignalBase and < SignalBase + 65 => $"was ended by signal {exitCode - SignalBase}",
        _ => $"ended with exit code {exitCode}",
    };
}
