using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// All FluxNode records after a block, with the payment queue of each tier and the delegates (chain reference §8.4, §8.6). Immutable:
/// a snapshot costs nothing and a change shares everything else.
/// </summary>
public sealed class FluxNodeList
{
    private readonly FluxNodeIndexes _indexes;
    private StateTree? _basis;
    private StateTree? _tree;

    internal FluxNodeList(FluxNodeIndexes indexes, StateTree? basis) => (_indexes, _basis) = (indexes, basis);

    /// <summary>No nodes.</summary>
    public static FluxNodeList Empty { get; } = new(FluxNodeIndexes.Empty, null);

    /// <summary>Every record, in order of outpoint.</summary>
    public IEnumerable<FluxNodeRecord> Records => _indexes.Records.Values;

    /// <summary>How many records there are.</summary>
    public int Count => _indexes.Records.Count;

    /// <summary>Root of the records: header field 4 of the next block on own networks. Computed once, from the former list's tree where there is one.</summary>
    public Hash256 Root => Tree.Root;

    /// <summary>Every delegate list, in order of outpoint.</summary>
    public IEnumerable<KeyValuePair<OutPoint, ImmutableArray<ReadOnlyMemory<byte>>>> Delegates => _indexes.Delegates;

    internal FluxNodeIndexes Indexes => _indexes;

    // Racing readers compute the same tree; the basis goes as soon as it is of no more use.
    internal StateTree Tree
    {
        get
        {
            if (_tree is { } known) return known;
            var tree = StateTree.Build(_indexes.Records, _basis);
            _tree = tree;
            _basis = null;
            return tree;
        }
    }

    internal StateTree? TreeOrBasis => _tree ?? _basis;

    /// <summary>The record of a collateral, or null.</summary>
    public FluxNodeRecord? Find(OutPoint collateral) => _indexes.Records.GetValueOrDefault(collateral);

    /// <summary>How many records are in a state.</summary>
    public int CountOf(NodeState state) => state switch
    {
        NodeState.Started => _indexes.Started.Count,
        NodeState.Dos => _indexes.Dos.Count,
        _ => _indexes.Confirmed.Count,
    };

    /// <summary>How many confirmed nodes a tier has.</summary>
    public int CountOf(Tier tier) => _indexes.QueueOf(tier).Count;

    /// <summary>Whom the next block pays in a tier, or null.</summary>
    public FluxNodeRecord? NextPayee(Tier tier)
    {
        var queue = _indexes.QueueOf(tier);
        return queue.IsEmpty ? null : _indexes.Records[queue.Min.Collateral];
    }

    /// <summary>A tier's confirmed nodes in the order in which they will be paid.</summary>
    public IEnumerable<FluxNodeRecord> Queue(Tier tier) => _indexes.QueueOf(tier).Select(key => _indexes.Records[key.Collateral]);

    /// <summary>Keys that may start a collateral besides its owner; empty when none.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> DelegatesOf(OutPoint collateral) => _indexes.Delegates.TryGetValue(collateral, out var keys) ? keys : [];

    /// <summary>STARTED or DOS records that were started at exactly this height.</summary>
    internal IEnumerable<FluxNodeRecord> AddedAt(NodeState state, int height)
    {
        var index = state == NodeState.Started ? _indexes.Started : _indexes.Dos;
        var at = index.IndexOf(new HeightKey(height, default));
        for (var i = at < 0 ? ~at : at; i < index.Count && index[i].Height == height; i++) yield return _indexes.Records[index[i].Collateral];
    }

    /// <summary>DOS records that were started at this height or before.</summary>
    internal IEnumerable<FluxNodeRecord> DosAddedUntil(int height) => Until(_indexes.Dos, height);

    /// <summary>CONFIRMED records whose last confirm is at this height or before.</summary>
    internal IEnumerable<FluxNodeRecord> ConfirmedUntil(int height) => Until(_indexes.Confirmed, height);

    private IEnumerable<FluxNodeRecord> Until(ImmutableSortedSet<HeightKey> index, int height)
    {
        foreach (var key in index)
        {
            if (key.Height > height) yield break;
            yield return _indexes.Records[key.Collateral];
        }
    }
}
