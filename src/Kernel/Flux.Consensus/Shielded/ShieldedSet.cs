using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>Nullifiers and former trees in memory, for chains that are replayed and not stored. Complains when a change does not fit.</summary>
public sealed class ShieldedSet : IShieldedView
{
    private readonly HashSet<Nullifier> _spent = [];
    private readonly Dictionary<Hash256, NoteTree> _sprout = [];
    private readonly HashSet<Hash256> _sapling = [];

    /// <summary>Nullifiers of both pools.</summary>
    public int Nullifiers => _spent.Count;

    /// <summary>Former trees of both pools, those without notes left out.</summary>
    public int Anchors => _sprout.Count + _sapling.Count;

    /// <inheritdoc/>
    public bool IsSpent(Nullifier nullifier) => _spent.Contains(nullifier);

    /// <inheritdoc/>
    public NoteTree? FindSproutTree(Hash256 root) => _sprout.GetValueOrDefault(root);

    /// <inheritdoc/>
    public bool HasSaplingRoot(Hash256 root) => _sapling.Contains(root);

    /// <summary>Takes in what a block added.</summary>
    public void Add(ShieldedChanges changes)
    {
        foreach (var nullifier in changes.Nullifiers) Demand(_spent.Add(nullifier), nullifier);
        if (changes.SproutTree is { } tree) _sprout.Add(tree.Root, tree);
        if (changes.SaplingTree is { } sapling) Demand(_sapling.Add(sapling.Root), sapling.Root);
    }

    /// <summary>Takes out what a block had added.</summary>
    public void Remove(ShieldedChanges changes)
    {
        foreach (var nullifier in changes.Nullifiers) Demand(_spent.Remove(nullifier), nullifier);
        if (changes.SproutTree is { } tree) Demand(_sprout.Remove(tree.Root), tree.Root);
        if (changes.SaplingTree is { } sapling) Demand(_sapling.Remove(sapling.Root), sapling.Root);
    }

    private static void Demand(bool fits, object what)
    {
        if (!fits) throw new InvalidOperationException($"{what} does not fit the set.");
    }
}
