using System.Collections.Concurrent;
using System.Collections.Immutable;
using Flux.Apps.Messages;

namespace Flux.Os.Watching;

/// <summary>The last pulse of every node, and how long ago it was reached, directly or through another node.</summary>
public sealed class PulseTable(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<NodeAddress, Entry> _entries = new();
    private readonly ConcurrentDictionary<NodeAddress, byte> _silent = new();
    private readonly ConcurrentDictionary<string, ImmutableHashSet<NodeAddress>> _byApp = new(StringComparer.Ordinal);

    /// <summary>Nodes that answered at least once.</summary>
    public int Count => _entries.Count;

    /// <summary>Raised when a node's apps changed or its first pulse came; never blocks for long.</summary>
    public event Action? Changed;

    /// <summary>A node answered us. One that listed an app twice or not at all is taken as it is.</summary>
    public void Reached(NodeAddress address, Pulse pulse)
    {
        var previous = _entries.GetValueOrDefault(address);
        var now = time.GetTimestamp();
        _entries[address] = new Entry(pulse, now, now, SilentSince(previous, pulse, now));
        _silent.TryRemove(address, out _);
        if (previous is not null && SameApps(previous.Pulse, pulse)) return;
        File(address, previous?.Pulse, pulse);
        Changed?.Invoke();
    }

    /// <summary>A node did not answer us.</summary>
    public void Missed(NodeAddress address) => _silent[address] = 0;

    /// <summary>Whether it answered when it was last asked.</summary>
    public bool HasAnsweredLast(NodeAddress address) => _entries.ContainsKey(address) && !_silent.ContainsKey(address);

    /// <summary>The nodes whose last pulse lists an app, whatever its state.</summary>
    public IEnumerable<NodeAddress> NodesWith(string app) => _byApp.GetValueOrDefault(app, []);

    /// <summary>Another node reached it itself so long ago.</summary>
    public void ReachedBy(NodeAddress address, TimeSpan ago)
    {
        if (ago < TimeSpan.Zero || !_entries.TryGetValue(address, out var entry) || time.GetElapsedTime(entry.At) <= ago) return;
        var at = time.GetTimestamp() - (long)(ago.TotalSeconds * time.TimestampFrequency);
        _entries.TryUpdate(address, entry with { At = at }, entry);
    }

    /// <summary>The node is not watched any more.</summary>
    public void Forget(NodeAddress address)
    {
        _silent.TryRemove(address, out _);
        if (_entries.TryRemove(address, out var entry)) File(address, entry.Pulse, null);
    }

    /// <summary>Milliseconds since we reached it ourselves; null: never. Only this is told to others: a rumour must not feed itself.</summary>
    public long? ReachedByUsAgoMs(NodeAddress address) =>
        _entries.TryGetValue(address, out var entry) ? (long)time.GetElapsedTime(entry.DirectAt).TotalMilliseconds : null;

    /// <summary>How long an app that runs there has not been answering; 0 while it answers.</summary>
    public long UnhealthyForMs(NodeAddress address, string app) =>
        _entries.TryGetValue(address, out var entry) && entry.SilentSince.TryGetValue(app, out var since) ? (long)time.GetElapsedTime(since).TotalMilliseconds : 0;

    /// <summary>Every node that we reached ourselves within a time, with its pulse.</summary>
    public IEnumerable<(NodeAddress Address, Pulse Pulse)> ReachedByUsWithin(TimeSpan age) =>
        _entries.Where(e => time.GetElapsedTime(e.Value.DirectAt) <= age).Select(e => (e.Key, e.Value.Pulse));

    /// <summary>Milliseconds since it was reached; null: never.</summary>
    public long? ReachedAgoMs(NodeAddress address) =>
        _entries.TryGetValue(address, out var entry) ? (long)time.GetElapsedTime(entry.At).TotalMilliseconds : null;

    /// <summary>The last pulse, or null.</summary>
    public Pulse? Find(NodeAddress address) => _entries.GetValueOrDefault(address)?.Pulse;

    /// <summary>Every node reached within a time, with its pulse.</summary>
    public IEnumerable<(NodeAddress Address, Pulse Pulse)> ReachedWithin(TimeSpan age) =>
        _entries.Where(e => time.GetElapsedTime(e.Value.At) <= age).Select(e => (e.Key, e.Value.Pulse));

    private void File(NodeAddress address, Pulse? before, Pulse? after)
    {
        lock (_gate)
        {
            foreach (var name in before?.Apps.Select(app => app.Name).Distinct() ?? [])
            {
                if (_byApp.GetValueOrDefault(name, []).Remove(address) is { IsEmpty: false } left) _byApp[name] = left;
                else _byApp.TryRemove(name, out _);
            }
            foreach (var app in after?.Apps ?? []) _byApp[app.Name] = _byApp.GetValueOrDefault(app.Name, []).Add(address);
        }
    }

    private static bool SameApps(Pulse left, Pulse right) =>
        left.Started == right.Started
        && left.Apps.Select(a => (a.Name, a.Hash, a.State, a.HealthyMs > 0, a.Failed)).SequenceEqual(right.Apps.Select(a => (a.Name, a.Hash, a.State, a.HealthyMs > 0, a.Failed)));

    // An app counts as running once it answered; what runs and does not answer stopped doing so.
    private static ImmutableDictionary<string, long> SilentSince(Entry? previous, Pulse pulse, long now)
    {
        var silent = ImmutableDictionary<string, long>.Empty;
        foreach (var app in pulse.Apps.Where(a => a is { State: PulseApp.Running, HealthyMs: 0 }))
            silent = silent.SetItem(app.Name, previous is not null && previous.Pulse.Started == pulse.Started && previous.SilentSince.TryGetValue(app.Name, out var since) ? since : now);
        return silent;
    }

    // At: reached by us or by another; DirectAt: by us.
    private sealed record Entry(Pulse Pulse, long At, long DirectAt, ImmutableDictionary<string, long> SilentSince);
}
