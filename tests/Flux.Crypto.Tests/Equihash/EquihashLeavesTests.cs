using System.Buffers.Binary;
using CsCheck;
using Flux.Crypto.Equihash;
using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Tests.Equihash;

public sealed class EquihashLeavesTests
{
    public static TheoryData<int> Sizes { get; } = new(EquihashParameters.All.Select(p => p.SolutionBytes));

    private static readonly Gen<byte[]> Input = Gen.Byte.Array[EquihashLeaves.InputBytes];

    /// <summary>The plain reading of reference §4.2 over BouncyCastle's BLAKE2b.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Both_twins_equal_the_rule_as_written(int solutionBytes)
    {
        EquihashParameters p = EquihashParameters.FindBySolutionLength(solutionBytes)!;
        Gen.Select(Input, Gen.UInt[0, (uint)p.LeafCount - 1].Array[1, 70]).Sample(
            (input, indices) =>
            {
                byte[] expected = [.. indices.SelectMany(i => Model(p, input, i))];
                foreach (bool lanes in (bool[])[false, true])
                {
                    byte[] actual = new byte[expected.Length];
                    new EquihashLeaves(p, input, lanes).WriteHashes(indices, actual);
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

    private static byte[] Model(EquihashParameters p, byte[] input, uint index)
    {
        uint g = index / (uint)p.HashesPerDigest;
        byte[] digest = p.IsTwisted ? Twisted(p, input, g) : Plain(p, input, g);
        int at = (int)(index % (uint)p.HashesPerDigest) * p.HashBytes;
        return digest[at..(at + p.HashBytes)];
    }

    private static byte[] Twisted(EquihashParameters p, byte[] input, uint g)
    {
        uint[] sum = new uint[16];
        for (uint i = g & ~0xfu; i <= g; i++)
        {
            byte[] digest = Plain(p, input, i);
            for (int w = 0; w < 16; w++)
            {
                sum[w] += BinaryPrimitives.ReadUInt32LittleEndian(digest.AsSpan(4 * w));
            }
        }

        byte[] bytes = [.. sum.SelectMany(BitConverter.GetBytes)];
        foreach (int at in (int[])[15, 31, 47, 63])
        {
            bytes[at] &= 0xf8;
        }

        return bytes;
    }

    private static byte[] Plain(EquihashParameters p, byte[] input, uint g)
    {
        var hash = new Blake2bDigest(null, p.DigestBytes, null, p.Personalization.ToArray());
        hash.BlockUpdate([.. input, .. BitConverter.GetBytes(g)]);
        byte[] digest = new byte[p.DigestBytes];
        hash.DoFinal(digest);
        return digest;
    }
}
