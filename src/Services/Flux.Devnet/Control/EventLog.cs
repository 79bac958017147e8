using System.Runtime.CompilerServices;

namespace Flux.Devnet.Control;

/// <summary>What happened to a network since its supervisor began; any number of readers see all of it, in order, then wait for more.</summary>
public sealed class EventLog
{
    /// <summary>Older events are forgotten, so that a network which runs for months does not grow.</summary>
    private const int Remembered = 2_000;

    private readonly Lock gate = new();
    private readonly List<NetworkEvent> events = [];
    private long forgotten;
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Append(NetworkEvent entry)
    {
        TaskCompletionSource wake;
        lock (gate)
        {
            events.Add(entry);
            if (events.Count > Remembered)
            {
                events.RemoveAt(0);
                forgotten++;
            }
            (wake, more) = (more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        wake.SetResult();
    }

    /// <summary>Everything remembered, then everything new, until <see cref="NetworkEventKind.Stopped"/>.</summary>
    public async IAsyncEnumerable<NetworkEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (long next = 0; ;)
        {
            NetworkEvent[] batch;
            Task changed;
            lock (gate)
            {
                batch = [.. events.Skip((int)Math.Max(0, next - forgotten))];
                next = forgotten + events.Count;
                changed = more.Task;
            }
            foreach (var entry in batch)
            {
                yield return entry;
                if (entry.Kind == NetworkEventKind.Stopped) yield break;
            }
            await changed.WaitAsync(cancel);
        }
    }
}
