using Flux.Crypto.Equihash;
using Flux.Crypto.Hashing;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>
/// A parameter set, an input and a solution: all widths of the leaf hash say the same about the solution and hash its indices to the same rows, and
/// a packed solution is unique.
/// </summary>
internal sealed class EquihashTarget : IFuzzTarget
{
    /// <summary>Leaves compared; hashing all 512 of the largest set would leave few inputs a second.</summary>
    private const int MostLeaves = 40;

    public string Name => "equihash";

    public IEnumerable<byte[]> Seeds()
    {
        byte[] counting = [.. Enumerable.Range(0, EquihashLeaves.InputBytes).Select(i => (byte)i)];
        // Chain reference §14.3: the two sets that other tests know no vectors for.
        yield return Seed(144, counting, "05768af1beda4ba428d9f9b4307eef9c3e66902c567d9c01fc380cfe5cf8d89e0f319e958658071ced5f413e546fcb9f092207909d62ca8d776db3bc6e85025bf63e45bf1519f52babd1411d26e449f862126472d53c7de2ea99ed8e0ff914014b082ad8");
        yield return Seed(125, counting, "1430abb9cf70579fd1e358917c483da7163bec6539c28a23d52151b63415ad29655cd785b6d2325405c2a84f4fa6503057e1a710");
        foreach (var parameters in EquihashParameters.All) yield return Seed(parameters.N, counting, new string('5', 2 * parameters.SolutionBytes));
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 1 + EquihashLeaves.InputBytes) return 0;
        var parameters = EquihashParameters.All[input[0] % EquihashParameters.All.Count];
        var header = input.Slice(1, EquihashLeaves.InputBytes);
        var solution = input[(1 + EquihashLeaves.InputBytes)..];
        var good = EquihashVerifier.Verify(parameters, header, solution);
        foreach (var width in LaneWidths.Available)
        {
            OracleException.Require(EquihashVerifier.Verify(parameters, header, solution, width) == good, $"{width} lanes judge otherwise");
        }
        if (solution.Length == parameters.SolutionBytes) CompareLeaves(parameters, header, solution);
        return Shape.Of(parameters.N, good, Math.Min(solution.Length, 64), solution.Length == parameters.SolutionBytes ? solution[0] >> 3 : -1);
    }

    private static void CompareLeaves(EquihashParameters parameters, ReadOnlySpan<byte> header, ReadOnlySpan<byte> solution)
    {
        var indices = new uint[parameters.IndexCount];
        var packed = new byte[parameters.SolutionBytes];
        EquihashIndices.Unpack(parameters, solution, indices);
        EquihashIndices.Pack(parameters, indices, packed);
        OracleException.Require(solution.SequenceEqual(packed), "a solution does not survive its indices");

        var leaves = indices.AsSpan(0, Math.Min(indices.Length, MostLeaves));
        byte[] expected = new byte[leaves.Length * EquihashLeaves.RowBytes], rows = new byte[expected.Length];
        new EquihashLeaves(parameters, header, LaneWidth.One).WriteRows(leaves, expected);
        foreach (var width in LaneWidths.Available)
        {
            new EquihashLeaves(parameters, header, width).WriteRows(leaves, rows);
            OracleException.Require(expected.AsSpan().SequenceEqual(rows), $"{width} lanes hash otherwise");
        }
    }

    private static byte[] Seed(int n, byte[] header, string solution)
    {
        var which = EquihashParameters.All.Index().First(pair => pair.Item.N == n).Index;
        return [(byte)which, .. header, .. Convert.FromHexString(solution)];
    }
}
