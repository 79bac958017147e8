namespace Flux.Chain.Writer;

/// <summary>Wakes the writer when a flush that was put off becomes due.</summary>
internal sealed class FlushTimer : IDisposable
{
    private readonly ITimer _timer;
    private Action _wake = () => { };

    public FlushTimer(TimeProvider time) => _timer = time.CreateTimer(_ => _wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Says what to do when the time has come.</summary>
    public void Attach(Action wake) => _wake = wake;

    /// <summary>Sets or, with null, stops the timer.</summary>
    public void Schedule(TimeSpan? wait) => _timer.Change(wait ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
