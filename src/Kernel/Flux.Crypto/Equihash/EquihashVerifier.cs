using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Equihash;

/// <summary>Checks Equihash solutions (reference §4.2).</summary>
public static class EquihashVerifier
{
    /// <summary>A leaf hash (at most 25 bytes) with zeros behind it: one vector, and any collision word can be read as part of 64 bits.</summary>
    private const int RowBytes = EquihashLeaves.RowBytes;

    /// <summary>Leaves hashed between two looks at their first words; even, as leaves come in pairs.</summary>
    private const int Chunk = 32;

    /// <summary>
    /// True when <paramref name="solution"/> solves the puzzle of the 140-byte input (header fields 1–6 ‖ nonce). A solution of
    /// another length than the parameters ask for is false.
    /// </summary>
    public static bool Verify(EquihashParameters parameters, ReadOnlySpan<byte> input140, ReadOnlySpan<byte> solution) =>
        Verify(parameters, input140, solution, LaneWidths.Best);

    /// <summary>The same with a choice of the leaf hash's twin.</summary>
    internal static bool Verify(EquihashParameters parameters, ReadOnlySpan<byte> input140, ReadOnlySpan<byte> solution, LaneWidth width)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input140.Length, EquihashLeaves.InputBytes, nameof(input140));
        if (solution.Length != parameters.SolutionBytes)
        {
            return false;
        }

        Span<uint> indices = stackalloc uint[parameters.IndexCount];
        EquihashIndices.Unpack(parameters, solution, indices);
        return AreOrdered(indices) && AreDistinct(indices) && Collide(new EquihashLeaves(parameters, input140, width), indices);
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
        int pairs = indices.Length / 2;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(pairs * RowBytes);
        Span<byte> rows = buffer.AsSpan(0, pairs * RowBytes);
        bool good = TryPairLeaves(leaves, indices, rows) && TryPairAll(leaves.Parameters, rows);
        ArrayPool<byte>.Shared.Return(buffer);
        return good;
    }

    /// <summary>
    /// Level 0: hashes the leaves a few at a time and writes the pairs' sums, one row each. A false solution mostly shows here, before
    /// most of its leaves are hashed.
    /// </summary>
    [SkipLocalsInit]
    private static bool TryPairLeaves(EquihashLeaves leaves, ReadOnlySpan<uint> indices, Span<byte> rows)
    {
        Span<byte> hashes = stackalloc byte[Chunk * RowBytes];
        for (int at = 0; at < indices.Length; at += Chunk)
        {
            int count = Math.Min(Chunk, indices.Length - at);
            leaves.WriteRows(indices.Slice(at, count), hashes[..(count * RowBytes)]);
            if (!TryPairRows(leaves.Parameters, 0, hashes[..(count * RowBytes)], rows[(at / 2 * RowBytes)..]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Levels 1 to k−1, in place; at the end the one remaining word must be zero.</summary>
    private static bool TryPairAll(EquihashParameters p, Span<byte> rows)
    {
        int level = 1;
        for (; rows.Length > RowBytes; rows = rows[..(rows.Length / 2)], level++)
        {
            if (!TryPairRows(p, level, rows, rows))
            {
                return false;
            }
        }

        return Word(p, level, rows) == 0;
    }

    /// <summary>
    /// The xor of every two neighbouring rows, if their words at this level agree (and so cancel). The earlier words are zero in both.
    /// <paramref name="parents"/> may begin where <paramref name="rows"/> does.
    /// </summary>
    private static bool TryPairRows(EquihashParameters p, int level, ReadOnlySpan<byte> rows, Span<byte> parents)
    {
        for (; !rows.IsEmpty; rows = rows[(2 * RowBytes)..], parents = parents[RowBytes..])
        {
            (Vector256.Create(rows) ^ Vector256.Create(rows[RowBytes..])).CopyTo(parents);
            if (Word(p, level, parents) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Collision word number <paramref name="level"/> of a row, a big-endian bit string.</summary>
    private static ulong Word(EquihashParameters p, int level, ReadOnlySpan<byte> row)
    {
        int bit = level * p.CollisionBits;
        ulong window = BinaryPrimitives.ReadUInt64BigEndian(row[(bit / 8)..]);
        return (window << (bit % 8)) >> (64 - p.CollisionBits);
    }
}
