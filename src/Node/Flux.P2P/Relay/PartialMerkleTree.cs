using System.Collections.Immutable;
using Flux.Crypto.Hashing;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Relay;

/// <summary>
/// The part of a block's Merkle tree that proves chosen transactions (chain reference §11.4, merkleblock): the tree is walked depth first,
/// each visited node gives one flag, and a node below which nothing was chosen gives its hash and is not walked into.
/// </summary>
internal sealed class PartialMerkleTree
{
    private readonly ImmutableArray<Hash256> _leaves;
    private readonly bool[] _chosen;
    private readonly ImmutableArray<Hash256>.Builder _hashes = ImmutableArray.CreateBuilder<Hash256>();
    private readonly List<bool> _flags = [];

    private PartialMerkleTree(ImmutableArray<Hash256> leaves, bool[] chosen) => (_leaves, _chosen) = (leaves, chosen);

    /// <summary>The message that proves the transactions at which <paramref name="chosen"/> is true.</summary>
    public static MerkleBlockMessage Of(Block block, bool[] chosen)
    {
        var tree = new PartialMerkleTree([.. block.Transactions.Select(transaction => transaction.Id.Value)], chosen);
        var height = 0;
        while (tree.WidthAt(height) > 1) height++;
        tree.Walk(height, 0);
        return new MerkleBlockMessage(block.Header, (uint)block.Transactions.Length, tree._hashes.ToImmutable(), tree.PackedFlags());
    }

    private void Walk(int height, int position)
    {
        var isParent = AnyChosenBelow(height, position);
        _flags.Add(isParent);
        if (height == 0 || !isParent)
        {
            _hashes.Add(HashAt(height, position));
            return;
        }
        Walk(height - 1, position * 2);
        if ((position * 2) + 1 < WidthAt(height - 1)) Walk(height - 1, (position * 2) + 1);
    }

    private int WidthAt(int height) => (_leaves.Length + (1 << height) - 1) >> height;

    private bool AnyChosenBelow(int height, int position)
    {
        var end = Math.Min((position + 1) << height, _chosen.Length);
        for (var i = position << height; i < end; i++)
            if (_chosen[i]) return true;
        return false;
    }

    private Hash256 HashAt(int height, int position)
    {
        if (height == 0) return _leaves[position];
        var left = HashAt(height - 1, position * 2);
        var right = (position * 2) + 1 < WidthAt(height - 1) ? HashAt(height - 1, (position * 2) + 1) : left;
        Span<byte> pair = stackalloc byte[Hash256.Size * 2];
        left.Bytes.CopyTo(pair);
        right.Bytes.CopyTo(pair[Hash256.Size..]);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(pair, digest);
        return new Hash256(digest);
    }

    private byte[] PackedFlags()
    {
        var bytes = new byte[(_flags.Count + 7) / 8];
        for (var i = 0; i < _flags.Count; i++)
            if (_flags[i]) bytes[i / 8] |= (byte)(1 << (i % 8));
        return bytes;
    }
}
