using CsCheck;
using Flux.Crypto.Equihash;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Tests.Equihash;

public sealed class EquihashLeavesTests
{
    public static TheoryData<int> Sizes { get; } = new(EquihashParameters.All.Select(p => p.SolutionBytes));

    private static readonly Gen<byte[]> Input = Gen.Byte.Array[EquihashLeaves.InputBytes];

    /// <summary>The plain reading of reference §4.2 over BouncyCastle's BLAKE2b.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_twins_equal_the_rule_as_written(int solutionBytes)
    {
        EquihashParameters p = EquihashParameters.FindBySolutionLength(solutionBytes)!;
        Gen.Select(Input, Gen.UInt[0, (uint)p.LeafCount - 1].Array[1, 70]).Sample(
            (input, indices) =>
            {
                byte[] padding = new byte[EquihashLeaves.RowBytes - p.HashBytes];
                byte[] expected = [.. indices.SelectMany(i => (byte[])[.. EquihashModel.LeafBytes(p, input, i), .. padding])];
                foreach (LaneWidth width in LaneWidths.Available)
                {
                    byte[] actual = new byte[expected.Length];
                    new EquihashLeaves(p, input, width).WriteRows(indices, actual);
                    actual.ShouldBe(expected);
                }
            },
            iter: 20);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_filled_run_holds_the_same_hashes_as_single_leaves(int solutionBytes)
    {
        EquihashParameters p = EquihashParameters.FindBySolutionLength(solutionBytes)!;
        Gen.Select(Input, Gen.UInt[0, 3], Gen.Int[1, 75]).Sample(
            (input, start, count) =>
            {
                var leaves = new EquihashLeaves(p, input);
                byte[] digests = new byte[count * p.DigestBytes], single = new byte[p.HashBytes];
                leaves.FillDigests(16 * start, digests);
                for (int i = 0; i < count * p.HashesPerDigest; i++)
                {
                    leaves.WriteHash((16 * start * (uint)p.HashesPerDigest) + (uint)i, single);
                    digests.AsSpan(i * p.HashBytes, p.HashBytes).SequenceEqual(single).ShouldBeTrue();
                }
            },
            iter: 20);
    }
}
