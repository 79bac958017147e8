using System.Collections.Immutable;
using System.Numerics;
using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>
/// A tree of note commitments that only grows, as its frontier: of each complete subtree the root, at most 32 hashes however many notes there are.
/// Immutable; safe on any thread.
/// </summary>
public sealed class NoteTree : IEquatable<NoteTree>
{
    private readonly NoteHash _hash;
    private readonly Lazy<Hash256> _root;

    // Roots of the complete subtrees, the largest first: one for each bit that is set in Count.
    private readonly ImmutableArray<Hash256> _peaks;

    private NoteTree(NoteHash hash, long count, ImmutableArray<Hash256> peaks)
    {
        (_hash, Count, _peaks) = (hash, count, peaks);
        _root = new Lazy<Hash256>(() => Count == 0 ? hash.EmptyRoot : RootOfDepth(hash.Depth));
    }

    /// <summary>Sprout's tree without notes.</summary>
    public static NoteTree EmptySprout { get; } = new(NoteHash.Sprout, 0, []);

    /// <summary>Sapling's tree without notes.</summary>
    public static NoteTree EmptySapling { get; } = new(NoteHash.Sapling, 0, []);

    /// <summary>Notes in the tree.</summary>
    public long Count { get; }

    /// <summary>Root of the whole tree, absent leaves included. Computed at first use.</summary>
    public Hash256 Root => _root.Value;

    /// <summary>Roots of the complete subtrees, the largest first.</summary>
    internal ImmutableArray<Hash256> Peaks => _peaks;

    /// <summary>No leaf is left. No chain will see the end of Sprout's 2^29 and Sapling's 2^32.</summary>
    public bool IsFull => Count == 1L << _hash.Depth;

    /// <summary>The tree with another note at its end.</summary>
    public NoteTree Append(Hash256 commitment)
    {
        if (IsFull) throw new InvalidOperationException("The note tree is full.");
        // As many subtrees grow together as there are set bits at the end of Count.
        var merged = BitOperations.TrailingZeroCount(~Count);
        var node = commitment;
        for (var level = 0; level < merged; level++) node = _hash.Combine(level, _peaks[_peaks.Length - 1 - level], node);
        return new NoteTree(_hash, Count + 1, [.. _peaks.AsSpan(0, _peaks.Length - merged), node]);
    }

    /// <summary>A tree of the same kind from what was stored; null when the number of peaks is not that of the count.</summary>
    internal NoteTree? Restore(long count, ImmutableArray<Hash256> peaks)
    {
        if (count < 0 || count > 1L << _hash.Depth || BitOperations.PopCount((ulong)count) != peaks.Length) return null;
        return count == 0 ? new NoteTree(_hash, 0, []) : new NoteTree(_hash, count, peaks);
    }

    /// <inheritdoc/>
    public bool Equals(NoteTree? other) => other is not null && _hash == other._hash && Count == other.Count && _peaks.SequenceEqual(other._peaks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoteTree);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, _peaks.IsEmpty ? default : _peaks[^1]);

    /// <summary>Root of a tree of fewer levels that holds all notes.</summary>
    internal Hash256 RootOfDepth(int depth)
    {
        if (Count == 0) return _hash.Empty(depth);
        var (next, first) = (_peaks.Length - 1, BitOperations.TrailingZeroCount(Count));
        var node = _peaks[next--];
        for (var level = first; level < depth; level++)
        {
            var joinsPeak = level > first && (Count >> level & 1) != 0;
            node = joinsPeak ? _hash.Combine(level, _peaks[next--], node) : _hash.Combine(level, node, _hash.Empty(level));
        }
        return node;
    }
}
