using Flux.Crypto.Edwards;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>How one of the two note trees hashes: its depth, what stands for a leaf that is not there yet, and the parent of two nodes.</summary>
internal sealed class NoteHash
{
    private readonly Func<int, Hash256, Hash256, Hash256> _combine;
    private readonly Lazy<Hash256[]> _empty;

    private NoteHash(int depth, Hash256 uncommitted, Hash256 emptyRoot, Func<int, Hash256, Hash256, Hash256> combine)
    {
        (Depth, EmptyRoot, _combine) = (depth, emptyRoot, combine);
        _empty = new Lazy<Hash256[]>(() => EmptyNodes(uncommitted));
    }

    /// <summary>Sprout: SHA-256 without padding, depth 29 (Zcash protocol specification §5.4.1.3).</summary>
    public static NoteHash Sprout { get; } = new(
        29, Hash256.Zero, Hash256.Parse("59d2cde5e65c1414c32ba54f0fe4bdb3d67618125286e6a191317917c812c6d7"), CombineSprout);

    /// <summary>Sapling: Pedersen hash over Jubjub, depth 32; an absent leaf is the number 1.</summary>
    public static NoteHash Sapling { get; } = new(
        32, Hash256.Parse("0000000000000000000000000000000000000000000000000000000000000001"),
        Hash256.Parse("3e49b5f954aa9d3545bc6c37744661eea48d7c34e3000d82b7f0010c30f4c2fb"), CombineSapling);

    /// <summary>Levels between a leaf and the root.</summary>
    public int Depth { get; }

    /// <summary>Root of the tree without leaves: a constant, so that chains without shielded parts never pay for the arithmetic.</summary>
    public Hash256 EmptyRoot { get; }

    /// <summary>The parent of two nodes; <paramref name="level"/> is their height above the leaves.</summary>
    public Hash256 Combine(int level, Hash256 left, Hash256 right) => _combine(level, left, right);

    /// <summary>A node of a height above nothing but absent leaves.</summary>
    public Hash256 Empty(int level) => _empty.Value[level];

    private Hash256[] EmptyNodes(Hash256 uncommitted)
    {
        var nodes = new Hash256[Depth + 1];
        nodes[0] = uncommitted;
        for (var level = 0; level < Depth; level++) nodes[level + 1] = Combine(level, nodes[level], nodes[level]);
        return nodes;
    }

    private static Hash256 CombineSprout(int level, Hash256 left, Hash256 right)
    {
        Span<byte> block = stackalloc byte[Sha256Compression.BlockSize];
        left.Bytes.CopyTo(block);
        right.Bytes.CopyTo(block[Hash256.Size..]);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Sha256Compression.Compress(block, digest);
        return new Hash256(digest);
    }

    private static Hash256 CombineSapling(int level, Hash256 left, Hash256 right)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        PedersenHash.Combine(level, left.Bytes, right.Bytes, digest);
        return new Hash256(digest);
    }
}
