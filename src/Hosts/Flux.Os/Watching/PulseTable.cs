using System.Collections.Concurrent;
using Flux.Apps.Messages;

namespace Flux.Os.Watching;

/// <summary>The last pulse of every node, and how long ago it was reached, directly or through another node.</summary>
public sealed class PulseTable(TimeProvider time)
{
    private readonly ConcurrentDictionary<NodeAddress, Entry> _entries = new();

    /// <summary>Raised when a node's apps changed or its first pulse came; never blocks for long.</summary>
    public event Action? Changed;

    /// <summary>A node answered us.</summary>
    public void Reached(NodeAddress address, Pulse pulse)
    {
        var previous = _entries.GetValueOrDefault(address);
        _entries[address] = new Entry(pulse, time.GetTimestamp());
        if (previous is null || !SameApps(previous.Pulse, pulse)) Changed?.Invoke();
    }

    /// <summary>Another node reached it so long ago.</summary>
    public void ReachedBy(NodeAddress address, TimeSpan ago)
    {
        if (!_entries.TryGetValue(address, out var entry) || time.GetElapsedTime(entry.At) <= ago) return;
        var at = time.GetTimestamp() - (long)(ago.TotalSeconds * time.TimestampFrequency);
        _entries.TryUpdate(address, entry with { At = at }, entry);
    }

    /// <summary>Milliseconds since it was reached; null: never.</summary>
    public long? ReachedAgoMs(NodeAddress address) =>
        _entries.TryGetValue(address, out var entry) ? (long)time.GetElapsedTime(entry.At).TotalMilliseconds : null;

    /// <summary>The last pulse, or null.</summary>
    public Pulse? Find(NodeAddress address) => _entries.GetValueOrDefault(address)?.Pulse;

    /// <summary>Every node reached within a time, with its pulse.</summary>
    public IEnumerable<(NodeAddress Address, Pulse Pulse)> ReachedWithin(TimeSpan age) =>
        _entries.Where(e => time.GetElapsedTime(e.Value.At) <= age).Select(e => (e.Key, e.Value.Pulse));

    private static bool SameApps(Pulse left, Pulse right) =>
        left.Started == right.Started
        && left.Apps.Select(a => (a.Name, a.Hash, a.State, a.HealthyMs > 0)).SequenceEqual(right.Apps.Select(a => (a.Name, a.Hash, a.State, a.HealthyMs > 0)));

    private sealed record Entry(Pulse Pulse, long At);
}
