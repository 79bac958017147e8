using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>The records and every order in which rules look at them.</summary>
/// <param name="Records">By outpoint.</param>
/// <param name="Started">STARTED by height of the START.</param>
/// <param name="Dos">DOS by height of the START.</param>
/// <param name="Confirmed">CONFIRMED by height of the last confirm.</param>
/// <param name="Cumulus">Payment queue.</param>
/// <param name="Nimbus">Payment queue.</param>
/// <param name="Stratus">Payment queue.</param>
/// <param name="Delegates">Delegate keys by outpoint; they outlive the record.</param>
internal sealed record FluxNodeIndexes(
    ImmutableSortedDictionary<OutPoint, FluxNodeRecord> Records,
    ImmutableSortedSet<HeightKey> Started,
    ImmutableSortedSet<HeightKey> Dos,
    ImmutableSortedSet<HeightKey> Confirmed,
    ImmutableSortedSet<QueueKey> Cumulus,
    ImmutableSortedSet<QueueKey> Nimbus,
    ImmutableSortedSet<QueueKey> Stratus,
    ImmutableSortedDictionary<OutPoint, ImmutableArray<ReadOnlyMemory<byte>>> Delegates)
{
    public static FluxNodeIndexes Empty { get; } = new(
        ImmutableSortedDictionary<OutPoint, FluxNodeRecord>.Empty, [], [], [], [], [], [],
        ImmutableSortedDictionary<OutPoint, ImmutableArray<ReadOnlyMemory<byte>>>.Empty);

    public ImmutableSortedSet<QueueKey> QueueOf(Tier tier) => tier switch
    {
        Tier.Cumulus => Cumulus,
        Tier.Nimbus => Nimbus,
        Tier.Stratus => Stratus,
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}
