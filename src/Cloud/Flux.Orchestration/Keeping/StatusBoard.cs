using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Flux.Orchestration.Keeping;

/// <summary>The latest status of each app; writers are the lanes, readers take snapshots or follow changes.</summary>
internal sealed class StatusBoard
{
    private const int SubscriberBacklog = 256;

    private readonly Lock gate = new();
    private readonly HashSet<ChannelWriter<InstanceStatus>> subscribers = [];
    private volatile ImmutableDictionary<string, InstanceStatus> current = ImmutableDictionary<string, InstanceStatus>.Empty;

    public IReadOnlyList<InstanceStatus> Snapshot() => [.. current.Values.OrderBy(status => status.App, StringComparer.Ordinal)];

    public InstanceStatus? Find(string app) => current.GetValueOrDefault(app);

    /// <summary>Sets an app's status; tells subscribers when it differs.</summary>
    public void Set(InstanceStatus status)
    {
        lock (gate)
        {
            if (current.TryGetValue(status.App, out var known) && Same(known, status)) return;
            current = current.SetItem(status.App, status);
            Tell(status);
        }
    }

    /// <summary>Forgets an app; subscribers see it without components.</summary>
    public void Remove(string app)
    {
        lock (gate)
        {
            if (!current.TryGetValue(app, out var known)) return;
            current = current.Remove(app);
            Tell(known with { Components = [], Since = null });
        }
    }

    public async IAsyncEnumerable<InstanceStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<InstanceStatus>(new BoundedChannelOptions(SubscriberBacklog) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate) subscribers.Add(channel.Writer);
        try
        {
            await foreach (var status in channel.Reader.ReadAllAsync(cancel)) yield return status;
        }
        finally
        {
            lock (gate) subscribers.Remove(channel.Writer);
        }
    }

    private void Tell(InstanceStatus status)
    {
        foreach (var subscriber in subscribers) subscriber.TryWrite(status);
    }

    private static bool Same(InstanceStatus one, InstanceStatus other) =>
        one.MessageHash == other.MessageHash && one.Since == other.Since && one.Components.SequenceEqual(other.Components);
}
