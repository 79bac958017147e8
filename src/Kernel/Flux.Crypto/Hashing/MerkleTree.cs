using System.Buffers;

namespace Flux.Crypto.Hashing;

/// <summary>Bitcoin's Merkle tree: pairwise double SHA-256, an odd last element paired with itself.</summary>
public static class MerkleTree
{
    private const int HashBytes = 32;
    private const int PairBytes = 64;

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
    public static void Root(ReadOnlySpan<byte> leaves, Span<byte> root32, out bool mutated) =>
        Root(leaves, root32, out mutated, Sha256Lanes.IsSupported);

    /// <summary>The same with a choice of the twin.</summary>
    internal static void Root(ReadOnlySpan<byte> leaves, Span<byte> root32, out bool mutated, bool lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(root32.Length, HashBytes, nameof(root32));
        ArgumentOutOfRangeException.ThrowIfNotEqual(leaves.Length % HashBytes, 0, nameof(leaves));
        mutated = false;
        if (leaves.IsEmpty)
        {
            root32.Clear();
            return;
        }

        // Room for one doubled element, and for the last batch of lanes to read and write past the end.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(leaves.Length + (Sha256Lanes.Lanes * PairBytes));
        Span<byte> level = buffer;
        leaves.CopyTo(level);
        for (int count = leaves.Length / HashBytes; count > 1; count = (count + 1) / 2)
        {
            mutated |= HasEqualPair(level, count);
            level.Slice((count - 1) * HashBytes, HashBytes).CopyTo(level[(count * HashBytes)..]);
            HashPairs(level, (count + 1) / 2, lanes);
        }

        level[..HashBytes].CopyTo(root32);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static bool HasEqualPair(ReadOnlySpan<byte> level, int count)
    {
        for (int i = 0; i + 1 < count; i += 2)
        {
            if (level.Slice(i * HashBytes, HashBytes).SequenceEqual(level.Slice((i + 1) * HashBytes, HashBytes)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Replaces the first pairs of the level by their hashes, in place; hashes always land before the pairs still to be read.</summary>
    private static void HashPairs(Span<byte> level, int pairs, bool lanes)
    {
        int done = 0;
        for (; lanes && pairs - done > 1; done += Sha256Lanes.Lanes)
        {
            Sha256Lanes.DoubleHash(level.Slice(done * PairBytes, Sha256Lanes.Lanes * PairBytes), level[(done * HashBytes)..]);
        }

        for (; done < pairs; done++)
        {
            Hashes.DoubleSha256(level.Slice(done * PairBytes, PairBytes), level.Slice(done * HashBytes, HashBytes));
        }
    }
}
