using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>Collects the changes of one block to a list and remembers what each touched record was before.</summary>
internal sealed class FluxNodeEditor
{
    private readonly FluxNodeList _origin;
    private readonly ImmutableSortedDictionary<OutPoint, FluxNodeRecord>.Builder _records;
    private readonly ImmutableSortedDictionary<OutPoint, ImmutableArray<ReadOnlyMemory<byte>>>.Builder _delegates;
    private readonly ImmutableSortedSet<HeightKey>.Builder _started, _dos, _confirmed;
    private readonly ImmutableSortedSet<QueueKey>.Builder _cumulus, _nimbus, _stratus;
    private readonly SortedDictionary<OutPoint, FluxNodeRecord?> _before = [];
    private readonly SortedDictionary<OutPoint, ImmutableArray<ReadOnlyMemory<byte>>> _delegatesBefore = [];

    public FluxNodeEditor(FluxNodeList origin)
    {
        _origin = origin;
        var indexes = origin.Indexes;
        _records = indexes.Records.ToBuilder();
        _delegates = indexes.Delegates.ToBuilder();
        (_started, _dos, _confirmed) = (indexes.Started.ToBuilder(), indexes.Dos.ToBuilder(), indexes.Confirmed.ToBuilder());
        (_cumulus, _nimbus, _stratus) = (indexes.Cumulus.ToBuilder(), indexes.Nimbus.ToBuilder(), indexes.Stratus.ToBuilder());
    }

    /// <summary>What touched records were at the origin, in order of outpoint.</summary>
    public ImmutableArray<(OutPoint Collateral, FluxNodeRecord? Before)> Before => [.. _before.Select(pair => (pair.Key, pair.Value))];

    /// <summary>What touched delegate lists were at the origin, in order of outpoint.</summary>
    public ImmutableArray<(OutPoint Collateral, ImmutableArray<ReadOnlyMemory<byte>> Before)> DelegatesBefore =>
        [.. _delegatesBefore.Select(pair => (pair.Key, pair.Value))];

    public FluxNodeRecord? Find(OutPoint collateral) => _records.TryGetValue(collateral, out var record) ? record : null;

    /// <summary>Adds or replaces.</summary>
    public void Put(FluxNodeRecord record)
    {
        Take(record.Collateral);
        _records[record.Collateral] = record;
        switch (record.State)
        {
            case NodeState.Started: _started.Add(new HeightKey(record.AddedHeight, record.Collateral)); break;
            case NodeState.Dos: _dos.Add(new HeightKey(record.AddedHeight, record.Collateral)); break;
            default:
                _confirmed.Add(new HeightKey(record.LastConfirmedHeight, record.Collateral));
                QueueOf(record.Tier).Add(QueueKey.Of(record));
                break;
        }
    }

    /// <summary>Removes the record if there is one.</summary>
    public void Remove(OutPoint collateral)
    {
        Take(collateral);
        _records.Remove(collateral);
    }

    /// <summary>Replaces a delegate list; an empty one is deleted.</summary>
    public void SetDelegates(OutPoint collateral, ImmutableArray<ReadOnlyMemory<byte>> keys)
    {
        _delegatesBefore.TryAdd(collateral, _delegates.TryGetValue(collateral, out var before) ? before : []);
        if (keys.IsEmpty) _delegates.Remove(collateral);
        else _delegates[collateral] = keys;
    }

    public FluxNodeList ToList()
    {
        if (_before.Count == 0 && _delegatesBefore.Count == 0) return _origin;
        var indexes = new FluxNodeIndexes(
            _records.ToImmutable(), _started.ToImmutable(), _dos.ToImmutable(), _confirmed.ToImmutable(),
            _cumulus.ToImmutable(), _nimbus.ToImmutable(), _stratus.ToImmutable(), _delegates.ToImmutable());
        return new FluxNodeList(indexes, _origin.TreeOrBasis);
    }

    /// <summary>Notes the origin's record and takes the current one out of the indexes.</summary>
    private void Take(OutPoint collateral)
    {
        var current = Find(collateral);
        _before.TryAdd(collateral, current);
        switch (current?.State)
        {
            case null: return;
            case NodeState.Started: _started.Remove(new HeightKey(current.AddedHeight, collateral)); break;
            case NodeState.Dos: _dos.Remove(new HeightKey(current.AddedHeight, collateral)); break;
            default:
                _confirmed.Remove(new HeightKey(current.LastConfirmedHeight, collateral));
                QueueOf(current.Tier).Remove(QueueKey.Of(current));
                break;
        }
    }

    private ImmutableSortedSet<QueueKey>.Builder QueueOf(Tier tier) => tier switch
    {
        Tier.Cumulus => _cumulus,
        Tier.Nimbus => _nimbus,
        _ => _stratus,
    };
}
