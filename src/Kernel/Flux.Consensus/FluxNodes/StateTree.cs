using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// The Merkle tree over a list's records, kept so that the next list's tree repeats only what differs: a pair whose two halves stand where they
/// stood, unchanged, is not hashed again.
/// </summary>
internal sealed class StateTree
{
    private static readonly StateTree None = new([[]]);

    // Level 0 are the leaves; every further level has half as many, rounded up, down to one.
    private readonly Hash256[][] _levels;

    private StateTree(Hash256[][] levels) => _levels = levels;

    public Hash256 Root => _levels[^1].Length == 0 ? Hash256.Zero : _levels[^1][0];

    public static StateTree Build(ImmutableSortedDictionary<OutPoint, FluxNodeRecord> records, StateTree? basis)
    {
        if (records.IsEmpty) return None;
        var level = new Hash256[records.Count];
        var at = 0;
        foreach (var (_, record) in records) level[at++] = record.Leaf;
        var levels = new List<Hash256[]> { level };
        for (var depth = 1; level.Length > 1; depth++)
        {
            level = Parents(level, Former(basis, depth - 1), Former(basis, depth));
            levels.Add(level);
        }
        return new StateTree([.. levels]);
    }

    private static ReadOnlySpan<Hash256> Former(StateTree? basis, int depth) =>
        basis is null || depth >= basis._levels.Length ? [] : basis._levels[depth];

    private static Hash256[] Parents(ReadOnlySpan<Hash256> children, ReadOnlySpan<Hash256> formerChildren, ReadOnlySpan<Hash256> formerParents)
    {
        var parents = new Hash256[(children.Length + 1) / 2];
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Span<Hash256> pair = stackalloc Hash256[2];
        for (var i = 0; i < parents.Length; i++)
        {
            var right = Math.Min((2 * i) + 1, children.Length - 1);
            (pair[0], pair[1]) = (children[2 * i], children[right]);
            if (i < formerParents.Length && IsSame(formerChildren, i, pair))
            {
                parents[i] = formerParents[i];
                continue;
            }
            Hashes.DoubleSha256(MemoryMarshal.AsBytes(pair), digest);
            parents[i] = new Hash256(digest);
        }
        return parents;
    }

    private static bool IsSame(ReadOnlySpan<Hash256> former, int parent, ReadOnlySpan<Hash256> pair)
    {
        var right = Math.Min((2 * parent) + 1, former.Length - 1);
        return former[2 * parent] == pair[0] && former[right] == pair[1];
    }
}
