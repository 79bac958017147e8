using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>The waiting transactions at one moment, parents before children. Immutable.</summary>
/// <param name="Version">Grows with every change of the pool.</param>
/// <param name="Entries">In order of arrival.</param>
public sealed record PoolSnapshot(long Version, ImmutableArray<PoolEntry> Entries)
{
    /// <summary>Nothing waits.</summary>
    public static PoolSnapshot Empty { get; } = new(0, []);

    /// <summary>Serialized size of all.</summary>
    public long Bytes => Entries.Sum(entry => (long)entry.Size);

    /// <summary>Ids of the waiting transactions that one spends from.</summary>
    public IEnumerable<TxId> ParentsOf(PoolEntry entry)
    {
        var ids = Entries.Select(other => other.Id).ToHashSet();
        return entry.Transaction.Inputs.Select(input => input.PreviousOutput.Transaction).Where(ids.Contains).Distinct();
    }
}
