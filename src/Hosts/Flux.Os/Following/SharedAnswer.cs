namespace Flux.Os.Following;

/// <summary>One answer that many may want at the same time. It is fetched once in its life, and again as soon as what it was true for has changed.</summary>
/// <param name="fetch">Gets it.</param>
/// <param name="life">How long an answer serves, from the beginning of its fetch; also asked about one that is still awaited.</param>
/// <param name="time">Clock.</param>
/// <typeparam name="TState">What the answer is true for, as a tip or a count of changes.</typeparam>
/// <typeparam name="T">The answer.</typeparam>
internal sealed class SharedAnswer<TState, T>(Func<Task<T>> fetch, Func<Task<T>, TimeSpan> life, TimeProvider time)
    where TState : IEquatable<TState>
{
    private Entry? _entry;

    /// <summary>One whose answers all serve equally long.</summary>
    public SharedAnswer(Func<Task<T>> fetch, TimeSpan life, TimeProvider time)
        : this(fetch, _ => life, time)
    {
    }

    /// <summary>The answer, as it is known or as it comes. No caller's patience ends what others wait for as well; what the fetch throws, all get.</summary>
    public Task<T> AskAsync(TState state, CancellationToken cancellation)
    {
        var known = Volatile.Read(ref _entry);
        if (known is null || !known.State.Equals(state) || time.GetElapsedTime(known.At) >= life(known.Answer.Value))
        {
            // Who comes second takes the first one's: that one's fetch began after both had read the state.
            var next = new Entry(state, time.GetTimestamp(), new Lazy<Task<T>>(fetch));
            var other = Interlocked.CompareExchange(ref _entry, next, known);
            known = ReferenceEquals(other, known) ? next : other!;
        }
        return known.Answer.Value.WaitAsync(cancellation);
    }

    private sealed record Entry(TState State, long At, Lazy<Task<T>> Answer);
}
