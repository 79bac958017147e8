using Flux.Crypto.Equihash;

namespace Flux.Mining.Tests.Solver;

/// <summary>
/// Wagner's algorithm as the paper tells it, with whole index lists and no regard for memory or time: a second telling for the small sets.
/// Words are read bit by bit from the digest.
/// </summary>
internal static class PlainSolver
{
    public static HashSet<string> Solve(EquihashParameters parameters, byte[] input140)
    {
        var leaves = new EquihashLeaves(parameters, input140);
        var rows = Enumerable.Range(0, parameters.LeafCount).Select(leaf => Leaf(parameters, leaves, (uint)leaf)).ToList();
        for (var round = 1; round <= parameters.K; round++)
        {
            var last = round == parameters.K;
            var pairs = from bucket in rows.GroupBy(row => row.Words[0])
                        let members = bucket.ToArray()
                        from i in Enumerable.Range(0, members.Length)
                        from j in Enumerable.Range(0, i)
                        let pair = Join(members[j], members[i])
                        where pair.Leaves.Distinct().Count() == pair.Leaves.Length
                        where !last || pair.Words[0] == 0
                        select pair;
            rows = [.. pairs];
        }
        return [.. rows.Select(row => Text(parameters, row.Leaves))];
    }

    private static Row Leaf(EquihashParameters parameters, EquihashLeaves leaves, uint leaf)
    {
        var hash = new byte[parameters.HashBytes];
        leaves.WriteHash(leaf, hash);
        var words = new ulong[parameters.K + 1];
        for (var bit = 0; bit < parameters.N; bit++)
        {
            var one = (hash[bit / 8] >> (7 - (bit % 8))) & 1;
            words[bit / parameters.CollisionBits] = (words[bit / parameters.CollisionBits] << 1) | (uint)one;
        }
        return new Row(words, [leaf]);
    }

    private static Row Join(Row left, Row right)
    {
        var words = left.Words.Zip(right.Words, (a, b) => a ^ b).Skip(1).ToArray();
        return new Row(words, left.Leaves[0] < right.Leaves[0] ? [.. left.Leaves, .. right.Leaves] : [.. right.Leaves, .. left.Leaves]);
    }

    private static string Text(EquihashParameters parameters, uint[] leaves)
    {
        var solution = new byte[parameters.SolutionBytes];
        EquihashIndices.Pack(parameters, leaves, solution);
        return Convert.ToHexStringLower(solution);
    }

    private sealed record Row(ulong[] Words, uint[] Leaves);
}
