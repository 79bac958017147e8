namespace Flux.Os.Logs;

/// <summary>Writes one category's lines into a <see cref="LogRing"/>.</summary>
internal sealed class LogRingWriter(LogRing ring, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        ring.Add(logLevel, category, exception is null ? text : $"{text} {exception.GetType().Name}: {exception.Message}");
    }
}
