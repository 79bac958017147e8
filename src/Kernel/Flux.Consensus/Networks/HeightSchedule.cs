using System.Collections.Immutable;

namespace Flux.Consensus.Networks;

/// <summary>A value that changes at given heights. The first entry starts at height 0.</summary>
public sealed class HeightSchedule<T>
{
    private readonly ImmutableArray<(int From, T Value)> _entries;

    /// <summary>Entries in rising order of height; the first one counts from 0 whatever it says. Entries with a negative height never come.</summary>
    public HeightSchedule(params ReadOnlySpan<(int From, T Value)> entries)
    {
        if (entries.IsEmpty) throw new ArgumentException("A schedule has at least one entry.", nameof(entries));
        var kept = ImmutableArray.CreateBuilder<(int From, T Value)>();
        kept.Add((0, entries[0].Value));
        foreach (var entry in entries[1..])
        {
            if (entry.From >= 0) kept.Add(entry);
        }
        _entries = kept.ToImmutable();
    }

    /// <summary>The entries that come, first one from 0.</summary>
    public ImmutableArray<(int From, T Value)> Entries => _entries;

    /// <summary>The value that holds at <paramref name="height"/>.</summary>
    public T At(int height)
    {
        var value = _entries[0].Value;
        foreach (var entry in _entries)
        {
            if (entry.From <= height) value = entry.Value;
        }
        return value;
    }

    /// <summary>The same value at every height.</summary>
    public static implicit operator HeightSchedule<T>(T value) => new((0, value));
}
