using Flux.Crypto.Hashing;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Support;

/// <summary>Reads a merkleblock as a light wallet does, written from the description of the message and not from the code that makes it.</summary>
internal static class MerkleProof
{
    /// <summary>The root that the proof leads to, and the proven ids.</summary>
    public static (Hash256 Root, IReadOnlyList<Hash256> Proven) Read(MerkleBlockMessage message)
    {
        var flags = new Queue<bool>(message.Flags.ToArray().SelectMany(value => Enumerable.Range(0, 8).Select(bit => (value >> bit & 1) == 1)));
        var hashes = new Queue<Hash256>(message.Hashes);
        var proven = new List<Hash256>();
        var levels = new List<int> { (int)message.Total };
        while (levels[^1] > 1) levels.Add((levels[^1] + 1) / 2);
        var root = Descend(levels.Count - 1, 0);
        hashes.ShouldBeEmpty("every hash of a proof is used");
        return (root, proven);

        Hash256 Descend(int level, int position)
        {
            var flag = flags.Dequeue();
            if (level == 0 || !flag)
            {
                var hash = hashes.Dequeue();
                if (level == 0 && flag) proven.Add(hash);
                return hash;
            }
            var left = Descend(level - 1, position * 2);
            var right = (position * 2) + 1 < levels[level - 1] ? Descend(level - 1, (position * 2) + 1) : left;
            var digest = new byte[Hash256.Size];
            Hashes.DoubleSha256([.. left.ToArray(), .. right.ToArray()], digest);
            return new Hash256(digest);
        }
    }
}
