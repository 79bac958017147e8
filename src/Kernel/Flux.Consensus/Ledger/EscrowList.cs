using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.Ledger;

/// <summary>Escrow coins by the height at which they run out. Immutable.</summary>
public sealed class EscrowList
{
    private readonly ImmutableDictionary<int, ImmutableSortedDictionary<OutPoint, EscrowEntry>> _byRunOut;

    private EscrowList(ImmutableDictionary<int, ImmutableSortedDictionary<OutPoint, EscrowEntry>> byRunOut, int count) =>
        (_byRunOut, Count) = (byRunOut, count);

    /// <summary>None.</summary>
    public static EscrowList Empty { get; } = new(ImmutableDictionary<int, ImmutableSortedDictionary<OutPoint, EscrowEntry>>.Empty, 0);

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>All, in no particular order.</summary>
    public IEnumerable<EscrowEntry> Entries => _byRunOut.Values.SelectMany(entries => entries.Values);

    /// <summary>Those that leave the coin set at a height, in order of outpoint.</summary>
    public IEnumerable<EscrowEntry> RunningOutAt(int height) => _byRunOut.TryGetValue(height, out var entries) ? entries.Values : [];

    internal EscrowList Add(EscrowEntry entry)
    {
        var entries = _byRunOut.GetValueOrDefault(entry.RunsOutAt) ?? ImmutableSortedDictionary<OutPoint, EscrowEntry>.Empty;
        return new EscrowList(_byRunOut.SetItem(entry.RunsOutAt, entries.Add(entry.OutPoint, entry)), Count + 1);
    }

    internal EscrowList Remove(int runsOutAt, OutPoint outPoint)
    {
        var entries = _byRunOut[runsOutAt].Remove(outPoint);
        return new EscrowList(entries.IsEmpty ? _byRunOut.Remove(runsOutAt) : _byRunOut.SetItem(runsOutAt, entries), Count - 1);
    }
}
