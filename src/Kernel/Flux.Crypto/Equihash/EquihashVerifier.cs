using System.Buffers;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Equihash;

/// <summary>Checks Equihash solutions (reference §4.2).</summary>
public static class EquihashVerifier
{
    /// <summary>
    /// True when <paramref name="solution"/> solves the puzzle of the 140-byte input (header fields 1–6 ‖ nonce). A solution of
    /// another length than the parameters ask for is false.
    /// </summary>
    public static bool Verify(EquihashParameters parameters, ReadOnlySpan<byte> input140, ReadOnlySpan<byte> solution) =>
        Verify(parameters, input140, solution, Blake2bLanes.IsSupported);

    /// <summary>The same with a choice of the leaf hash's twin.</summary>
    internal static bool Verify(EquihashParameters parameters, ReadOnlySpan<byte> input140, ReadOnlySpan<byte> solution, bool lanes)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input140.Length, EquihashLeaves.InputBytes, nameof(input140));
        if (solution.Length != parameters.SolutionBytes)
        {
            return false;
        }

        Span<uint> indices = stackalloc uint[parameters.IndexCount];
        EquihashIndices.Unpack(parameters, solution, indices);
        return AreOrdered(indices) && AreDistinct(indices) && Collide(new EquihashLeaves(parameters, input140, lanes), indices);
    }

    /// <summary>
    /// At every level the left list of a pair must sort before the right one. With distinct indices (checked beside this) the first
    /// elements decide.
    /// </summary>
    private static bool AreOrdered(ReadOnlySpan<uint> indices)
    {
        for (int half = 1; half < indices.Length; half *= 2)
        {
            for (int left = 0; left < indices.Length; left += 2 * half)
            {
                if (indices[left] >= indices[left + half])
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Any two indices meet in exactly one pair of the tree, so "no pair shares an index" is "all are distinct".</summary>
    private static bool AreDistinct(ReadOnlySpan<uint> indices)
    {
        Span<uint> sorted = stackalloc uint[indices.Length];
        indices.CopyTo(sorted);
        sorted.Sort();
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Collide(EquihashLeaves leaves, ReadOnlySpan<uint> indices)
    {
        EquihashParameters p = leaves.Parameters;
        int width = p.K + 1, count = indices.Length;
        byte[] hashBuffer = ArrayPool<byte>.Shared.Rent(count * p.HashBytes);
        uint[] wordBuffer = ArrayPool<uint>.Shared.Rent(count * width);
        Span<byte> hashes = hashBuffer.AsSpan(0, count * p.HashBytes);
        Span<uint> words = wordBuffer.AsSpan(0, count * width);
        leaves.WriteHashes(indices, hashes);
        Expand(p, hashes, words);
        bool good = Combine(words, width, p.K);
        ArrayPool<byte>.Shared.Return(hashBuffer);
        ArrayPool<uint>.Shared.Return(wordBuffer);
        return good;
    }

    /// <summary>Cuts each hash, a big-endian bit string, into its k+1 collision words.</summary>
    private static void Expand(EquihashParameters p, ReadOnlySpan<byte> hashes, Span<uint> words)
    {
        int bitsPerWord = p.CollisionBits, width = p.K + 1;
        uint mask = (1u << bitsPerWord) - 1;
        for (int row = 0; row * width < words.Length; row++)
        {
            ReadOnlySpan<byte> hash = hashes.Slice(row * p.HashBytes, p.HashBytes);
            ulong window = 0;
            int bits = 0, next = 0;
            for (int w = 0; w < width; w++)
            {
                for (; bits < bitsPerWord; bits += 8)
                {
                    window = (window << 8) | hash[next++];
                }

                bits -= bitsPerWord;
                words[(row * width) + w] = (uint)(window >> bits) & mask;
            }
        }
    }

    /// <summary>Pairs neighbours level by level: word <c>level</c> of both must agree, the rest is xored; the last word must end as zero.</summary>
    private static bool Combine(Span<uint> words, int width, int levels)
    {
        int rows = words.Length / width;
        for (int level = 0; level < levels; level++, rows /= 2)
        {
            for (int pair = 0; pair < rows / 2; pair++)
            {
                ReadOnlySpan<uint> left = words.Slice(2 * pair * width, width), right = words.Slice(((2 * pair) + 1) * width, width);
                if (left[level] != right[level])
                {
                    return false;
                }

                Span<uint> parent = words.Slice(pair * width, width);
                for (int w = level + 1; w < width; w++)
                {
                    parent[w] = left[w] ^ right[w];
                }
            }
        }

        return words[width - 1] == 0;
    }
}
