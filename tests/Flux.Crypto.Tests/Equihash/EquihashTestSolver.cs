using Flux.Crypto.Equihash;

namespace Flux.Crypto.Tests.Equihash;

/// <summary>Wagner's algorithm in its plainest form, for parameter sets whose tables fit a test.</summary>
internal static class EquihashTestSolver
{
    /// <summary>All solutions of the puzzle, packed.</summary>
    internal static List<byte[]> Solve(EquihashParameters p, byte[] input)
    {
        List<Row> rows = Leaves(p, input);
        for (int level = 0; level < p.K; level++)
        {
            rows = [.. rows.GroupBy(r => r.Words[level]).SelectMany(g => Pairs([.. g]))];
        }

        return [.. rows.Where(r => r.Words[p.K] == 0).Select(r => Pack(p, r)).DistinctBy(Convert.ToHexString)];
    }

    private static List<Row> Leaves(EquihashParameters p, byte[] input)
    {
        byte[] digests = new byte[(p.LeafCount + p.HashesPerDigest - 1) / p.HashesPerDigest * p.DigestBytes];
        new EquihashLeaves(p, input).FillDigests(0, digests);
        List<Row> rows = [];
        for (int i = 0; i < p.LeafCount; i++)
        {
            var bits = new System.Numerics.BigInteger(digests.AsSpan(i * p.HashBytes, p.HashBytes), isUnsigned: true, isBigEndian: true)
                >> ((8 * p.HashBytes) - p.N);
            uint[] words = new uint[p.K + 1];
            for (int w = p.K; w >= 0; w--, bits >>= p.CollisionBits)
            {
                words[w] = (uint)(bits & ((1u << p.CollisionBits) - 1));
            }

            rows.Add(new Row(words, [(uint)i]));
        }

        return rows;
    }

    private static IEnumerable<Row> Pairs(List<Row> group)
    {
        for (int i = 0; i < group.Count; i++)
        {
            for (int j = i + 1; j < group.Count; j++)
            {
                if (!group[i].Indices.Intersect(group[j].Indices).Any())
                {
                    (Row left, Row right) = group[i].Indices[0] < group[j].Indices[0] ? (group[i], group[j]) : (group[j], group[i]);
                    yield return new Row([.. left.Words.Zip(right.Words, (a, b) => a ^ b)], [.. left.Indices, .. right.Indices]);
                }
            }
        }
    }

    private static byte[] Pack(EquihashParameters p, Row row)
    {
        byte[] solution = new byte[p.SolutionBytes];
        EquihashIndices.Pack(p, row.Indices, solution);
        return solution;
    }

    private sealed record Row(uint[] Words, uint[] Indices);
}
