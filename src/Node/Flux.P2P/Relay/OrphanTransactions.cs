using System.Diagnostics.CodeAnalysis;
using Flux.P2P.Peers;
using Flux.Primitives;

namespace Flux.P2P.Relay;

/// <summary>Transactions whose parents have not come yet. Bounded in number, size (5,000 bytes),
/// time and per peer (chain reference §6.9). Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class OrphanTransactions(MonotonicClock clock, int capacity)
{
    /// <summary>One peer may fill a fourth of the room, and at least one place.</summary>
    private const int PeersThatFill = 4;

    private const int LargestBytes = 5_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    private readonly Dictionary<TxId, Orphan> _orphans = [];
    private readonly Dictionary<TxId, HashSet<TxId>> _children = [];

    public int Count => _orphans.Count;

    public bool Contains(TxId id) => _orphans.ContainsKey(id);

    /// <summary>False when it may not stay.</summary>
    public bool Add(Peer peer, Transaction transaction)
    {
        if (capacity <= 0 || _orphans.ContainsKey(transaction.Id) || transaction.Shielded is not null || transaction.Size > LargestBytes) return false;
        if (_orphans.Values.Count(orphan => orphan.Peer == peer) >= Math.Max(1, capacity / PeersThatFill)) return false;
        if (_orphans.Count >= capacity) Remove(_orphans.MinBy(pair => pair.Value.Since).Key, out _);
        _orphans[transaction.Id] = new Orphan(transaction, peer, clock.Now);
        foreach (var input in transaction.Inputs)
        {
            var parent = input.PreviousOutput.Transaction;
            if (!_children.TryGetValue(parent, out var children)) _children[parent] = children = [];
            children.Add(transaction.Id);
        }
        return true;
    }

    /// <summary>Takes out those that waited for this parent.</summary>
    public IReadOnlyList<(Peer Peer, Transaction Transaction)> TakeChildren(TxId parent)
    {
        if (!_children.TryGetValue(parent, out var children)) return [];
        var taken = new List<(Peer, Transaction)>(children.Count);
        foreach (var id in children.ToArray())
            if (Remove(id, out var orphan)) taken.Add((orphan.Peer, orphan.Transaction));
        return taken;
    }

    /// <summary>Takes out those of which some parent has come by another way: in a block, or from this node itself.</summary>
    public IReadOnlyList<(Peer Peer, Transaction Transaction)> TakeThoseWith(Func<TxId, bool> isKnown) =>
        [.. _children.Keys.Where(isKnown).ToArray().SelectMany(TakeChildren)];

    /// <summary>Forgets those of a peer that left.</summary>
    public void RemoveOf(Peer peer)
    {
        foreach (var id in _orphans.Where(pair => pair.Value.Peer == peer).Select(pair => pair.Key).ToArray()) Remove(id, out _);
    }

    /// <summary>Once a second.</summary>
    public void OnTick()
    {
        if (_orphans.Count == 0) return;
        foreach (var id in _orphans.Where(pair => clock.Now - pair.Value.Since > Lifetime).Select(pair => pair.Key).ToArray()) Remove(id, out _);
    }

    private bool Remove(TxId id, [NotNullWhen(true)] out Orphan? orphan)
    {
        if (!_orphans.Remove(id, out orphan)) return false;
        foreach (var input in orphan.Transaction.Inputs)
        {
            var parent = input.PreviousOutput.Transaction;
            if (_children.TryGetValue(parent, out var children) && children.Remove(id) && children.Count == 0) _children.Remove(parent);
        }
        return true;
    }

    private sealed record Orphan(Transaction Transaction, Peer Peer, TimeSpan Since);
}
