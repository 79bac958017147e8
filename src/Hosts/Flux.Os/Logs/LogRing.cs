namespace Flux.Os.Logs;

/// <summary>The last lines of fluxos's log by level, for the operator's pages. What is older is where standard output goes (journald).</summary>
internal sealed class LogRing(TimeProvider time) : ILoggerProvider
{
    /// <summary>Lines kept of each level.</summary>
    public const int Kept = 1000;

    private const int LongestLine = 2000;

    private readonly Dictionary<LogLevel, Queue<string>> _lines = [];
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new LogRingWriter(this, categoryName);

    /// <summary>The last lines of one level, oldest first.</summary>
    public IReadOnlyList<string> Last(LogLevel level, int most)
    {
        lock (_gate) return _lines.TryGetValue(level, out var lines) ? [.. lines.TakeLast(most)] : [];
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    internal void Add(LogLevel level, string category, string message)
    {
        var kept = level switch { LogLevel.Critical => LogLevel.Error, LogLevel.Trace => LogLevel.Debug, _ => level };
        var line = $"{Api.IdentityEndpoints.Iso(time.GetUtcNow())} {level.ToString().ToLowerInvariant()} {category}: {message}";
        lock (_gate)
        {
            if (!_lines.TryGetValue(kept, out var lines)) _lines[kept] = lines = new Queue<string>();
            if (lines.Count == Kept) lines.Dequeue();
            lines.Enqueue(line.Length > LongestLine ? line[..LongestLine] : line);
        }
    }
}
