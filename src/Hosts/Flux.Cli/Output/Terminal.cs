using Spectre.Console;

namespace Flux.Cli.Output;

/// <summary>Where people read: results on standard output, everything else on standard error.</summary>
internal static class Terminal
{
    private const string Red = "\e[31m";
    private const string Grey = "\e[90m";
    private const string Plain = "\e[0m";
    private const int WidthOfAFile = 160;

    public static IAnsiConsole Out { get; } = CreateOut();

    public static IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Whether the text on standard output may be overwritten in place.</summary>
    public static bool IsLive => !Console.IsOutputRedirected && Out.Profile.Capabilities.Ansi;

    public static void Line(string text = "") => Console.Out.WriteLine(text);

    /// <summary>A line on standard error, as it is.</summary>
    public static void Say(string text) => Console.Error.WriteLine(text);

    public static void Problem(string text) => Tell(Red, text);

    public static void Hint(string text)
    {
        if (text != "") Tell(Grey, text);
    }

    /// <summary>Tells what went wrong and what to do; returns the exit code.</summary>
    public static int Fail(Exception failure)
    {
        var (exitCode, message, remedy) = Failures.Explain(failure);
        Problem(message);
        Hint(remedy);
        if (Environment.GetEnvironmentVariable("FLUX_TRACE") == "1") Console.Error.WriteLine(failure);
        return exitCode;
    }

    /// <summary>Unlike the console library this never breaks lines, so that a path or an address can be copied.</summary>
    private static void Tell(string colour, string text) =>
        Console.Error.WriteLine(Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? text : colour + text + Plain);

    private static IAnsiConsole CreateOut()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = WidthOfAFile;
        return console;
    }
}
