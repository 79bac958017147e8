using Flux.Orchestration.Docker;

namespace Flux.Os.Api;

/// <summary>Lets a bounded number of commands run inside containers at a time, and writes down who ran what.</summary>
internal sealed partial class ExecDesk(ILogger<ExecDesk> logger)
{
    /// <summary>Commands and terminals at a time on this node.</summary>
    public const int Most = 16;

    private const int MostArguments = 100, LongestText = 16_384;
    private int _taken;

    /// <summary>Why a command cannot be run as it was given, or empty.</summary>
    public static string ProblemOf(ExecRequest request)
    {
        if (request.Command.Count == 0 || request.Command[0].Length == 0) return "cmd is missing: a list of the program and its arguments";
        if (request.Command.Count > MostArguments || request.Environment.Count > MostArguments) return $"cmd and env have at most {MostArguments} entries";
        return request.Command.Concat(request.Environment).Append(request.User).Sum(text => text.Length) > LongestText ? $"cmd and env have at most {LongestText} characters together" : "";
    }

    /// <summary>Takes a place; null when all are taken. Disposing gives it back.</summary>
    public IDisposable? TryEnter(string caller, string address, string container, ExecRequest request)
    {
        if (Interlocked.Increment(ref _taken) > Most)
        {
            Interlocked.Decrement(ref _taken);
            return null;
        }
        // Arguments may hold secrets; the program's name does not.
        LogExec(logger, caller, address, request.Terminal ? "a terminal" : "a command", request.Command[0], container);
        return new Place(this);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} ({Address}) opens {What} ({Program}) in {Container}")]
    private static partial void LogExec(ILogger logger, string caller, string address, string what, string program, string container);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A command ({Program}) in {Container} goes on without its reader: it could not be ended from here")]
    internal static partial void LogLeft(ILogger logger, string program, string container);

    private sealed class Place(ExecDesk desk) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) Interlocked.Decrement(ref desk._taken);
        }
    }
}
