using Flux.Apps.Canonical;
using Flux.Apps.Reconciliation;
using Flux.Primitives;

namespace Flux.Os.Reconciliation;

/// <summary>
/// Answers other nodes' questions about the sets. A snapshot serves all questions of a second, so that questions cost little whoever sends them.
/// </summary>
public sealed class SetSnapshots(IEnumerable<IReconciledSet> sets, TimeProvider time)
{
    /// <summary>Most things that one request asks for.</summary>
    public const int MostItems = 200;

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long At, Snapshot Snapshot)> _snapshots = [];

    /// <summary>The sets of this node.</summary>
    public IReadOnlyList<IReconciledSet> Sets { get; } = [.. sets];

    /// <summary>The set of that name as it is now, or was a second ago; null when there is none.</summary>
    public Snapshot? Find(string name)
    {
        if (Sets.FirstOrDefault(set => set.Name == name) is not { } set) return null;
        lock (_gate)
        {
            if (_snapshots.TryGetValue(name, out var kept) && time.GetElapsedTime(kept.At) < Age) return kept.Snapshot;
            var items = set.Items();
            var snapshot = new Snapshot(new SortedHashes(items.Keys), items);
            _snapshots[name] = (time.GetTimestamp(), snapshot);
            return snapshot;
        }
    }

    /// <summary>A set at one moment.</summary>
    public sealed record Snapshot(SortedHashes Hashes, IReadOnlyDictionary<Hash256, JsValue> Items);
}
