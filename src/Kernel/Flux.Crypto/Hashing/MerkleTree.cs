namespace Flux.Crypto.Hashing;

/// <summary>Bitcoin's Merkle tree: pairwise double SHA-256, an odd last element paired with itself.</summary>
public static class MerkleTree
{
    /// <summary>
    /// Computes the root of <paramref name="leaves"/> (n × 32 bytes, digest order) into 32 bytes. No leaves give 32 zero bytes,
    /// one leaf is its own root.
    /// </summary>
    /// <param name="leaves">The leaves, concatenated.</param>
    /// <param name="root32">Receives the root.</param>
    /// <param name="mutated">
    /// True when at some level two equal hashes were paired that are not the doubled last element: another list of leaves then
    /// has the same root (CVE-2012-2459).
    /// </param>
    public static void Root(ReadOnlySpan<byte> leaves, Span<byte> root32, out bool mutated)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(root32.Length, 32, nameof(root32));
        ArgumentOutOfRangeException.ThrowIfNotEqual(leaves.Length % 32, 0, nameof(leaves));
        mutated = false;
        int count = leaves.Length / 32;
        if (count == 0)
        {
            root32.Clear();
            return;
        }

        byte[] level = new byte[(count + 1) * 32];
        leaves.CopyTo(level);
        while (count > 1)
        {
            mutated |= HasEqualPair(level, count);
            if ((count & 1) == 1)
            {
                level.AsSpan((count - 1) * 32, 32).CopyTo(level.AsSpan(count * 32));
                count++;
            }

            count /= 2;
            for (int i = 0; i < count; i++)
            {
                Hashes.DoubleSha256(level.AsSpan(i * 64, 64), level.AsSpan(i * 32, 32));
            }
        }

        level.AsSpan(0, 32).CopyTo(root32);
    }

    private static bool HasEqualPair(ReadOnlySpan<byte> level, int count)
    {
        for (int i = 0; i + 1 < count; i += 2)
        {
            if (level.Slice(i * 32, 32).SequenceEqual(level.Slice((i + 1) * 32, 32)))
            {
                return true;
            }
        }

        return false;
    }
}
