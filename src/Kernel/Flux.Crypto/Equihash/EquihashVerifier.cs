using System.Buffers;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Equihash;

/// <summary>Checks Equihash solutions (reference §4.2).</summary>
public static class EquihashVerifier
{
    /// <summary>Leaves hashed between two looks at their first words; even, as leaves come in pairs.</summary>
    private const int Chunk = 32;

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
        int width = p.K + 1;
        uint[] buffer = ArrayPool<uint>.Shared.Rent(indices.Length * width);
        Span<uint> words = buffer.AsSpan(0, indices.Length * width);
        bool good = TryExpandAll(leaves, indices, words) && Combine(words, width, p.K);
        ArrayPool<uint>.Shared.Return(buffer);
        return good;
    }

    /// <summary>
    /// Hashes the leaves and cuts them into words, a few at a time: a false solution mostly shows in the first pairs, before the rest
    /// is hashed.
    /// </summary>
    private static bool TryExpandAll(EquihashLeaves leaves, ReadOnlySpan<uint> indices, Span<uint> words)
    {
        EquihashParameters p = leaves.Parameters;
        int width = p.K + 1;
        Span<byte> hashes = stackalloc byte[Chunk * p.HashBytes];
        for (int at = 0; at < indices.Length; at += Chunk)
        {
            int count = Math.Min(Chunk, indices.Length - at);
            Span<uint> rows = words.Slice(at * width, count * width);
            leaves.WriteHashes(indices.Slice(at, count), hashes[..(count * p.HashBytes)]);
            Expand(p, hashes, rows);
            if (!NeighboursShareFirstWord(rows, width))
            {
                return false;
            }
        }

        return true;
    }

    private static bool NeighboursShareFirstWord(ReadOnlySpan<uint> rows, int width)
    {
        for (int at = 0; at < rows.Length; at += 2 * width)
        {
            if (rows[at] != rows[at + width])
            {
                return false;
            }
        }

        return true;
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
