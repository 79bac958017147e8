using CsCheck;
using Flux.Crypto.Equihash;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Tests.Equihash;

public sealed class EquihashVerifierTests
{
    /// <summary>Each vector by number, once for each twin of the leaf hash by its lanes.</summary>
    public static TheoryData<int, int> Cases { get; } = MakeCases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Accepts_a_valid_solution(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];
        v.Verifies(v.Solution, (LaneWidth)lanes).ShouldBeTrue(v.Name);
        EquihashModel.Verify(v.Parameters, v.Input, v.Indices).ShouldBeTrue(v.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_every_flip_of_one_bit(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];

        // A (200,9) solution has 10,752 bits; a prime step keeps the test short and meets every place within a byte and an index.
        int step = v.Parameters.K == 9 ? 13 : 1;
        for (int bit = 0; bit < 8 * v.Solution.Length; bit += step)
        {
            byte[] flipped = [.. v.Solution];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            v.Verifies(flipped, (LaneWidth)lanes).ShouldBeFalse($"{v.Name}, bit {bit}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_a_pair_in_the_other_order_at_every_level(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];
        for (int half = 1; half < v.Parameters.IndexCount; half *= 2)
        {
            for (int at = 0; at < v.Parameters.IndexCount; at += 2 * half)
            {
                uint[] indices = v.Indices;
                uint[] left = indices[at..(at + half)];
                indices.AsSpan(at + half, half).CopyTo(indices.AsSpan(at));
                left.CopyTo(indices.AsSpan(at + half));
                v.Verifies(indices, (LaneWidth)lanes).ShouldBeFalse($"{v.Name}, {half} at {at}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_a_list_that_repeats_its_first_half(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];
        uint[] half = v.Indices[..(v.Parameters.IndexCount / 2)];
        v.Verifies((uint[])[.. half, .. half], (LaneWidth)lanes).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_all_indices_equal(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];
        v.Verifies(new byte[v.Solution.Length], (LaneWidth)lanes).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_the_solution_for_another_input(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];
        for (int at = 0; at < EquihashLeaves.InputBytes; at++)
        {
            byte[] input = [.. v.Input];
            input[at] ^= 0x40;
            EquihashVerifier.Verify(v.Parameters, input, v.Solution, (LaneWidth)lanes).ShouldBeFalse($"{v.Name}, byte {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_another_length(int vector, int lanes)
    {
        EquihashVector v = EquihashVectors.All[vector];
        v.Verifies(v.Solution[..^1], (LaneWidth)lanes).ShouldBeFalse();
        v.Verifies((byte[])[.. v.Solution, 0], (LaneWidth)lanes).ShouldBeFalse();
        v.Verifies((byte[])[], (LaneWidth)lanes).ShouldBeFalse();
    }

    [Fact]
    public void Arbitrary_ascending_indices_get_the_model_s_answer() =>
        Gen.Select(Gen.Int[0, EquihashParameters.All.Count - 1], Gen.Byte.Array[EquihashLeaves.InputBytes], Gen.UInt).Sample(
            (set, input, start) =>
            {
                EquihashParameters p = EquihashParameters.All[set];
                uint first = start % (uint)(p.LeafCount - p.IndexCount + 1);
                uint[] indices = [.. Enumerable.Range(0, p.IndexCount).Select(i => first + (uint)i)];
                var vector = new EquihashVector("ascending", p, input, new byte[p.SolutionBytes]);
                vector.Verifies(indices, LaneWidths.Best).ShouldBe(EquihashModel.Verify(p, input, indices));
            },
            iter: 200);

    /// <summary>Reference §14.3: without the running sums the bytes fail at the first collision.</summary>
    [Fact]
    public void The_ZelHash_solution_needs_the_twist()
    {
        EquihashVector v = EquihashVectors.ZelHash;
        uint first = v.Indices[0], second = v.Indices[1];
        Word(v, first).ShouldBe(Word(v, second));
        PlainWord(v, first).ShouldNotBe(PlainWord(v, second));
    }

    /// <summary>The model itself against the valid case of the Equihash tests that Zcash publishes (104-byte input).</summary>
    [Fact]
    public void The_model_accepts_the_published_96_5_vector()
    {
        byte[] nonce = new byte[32];
        nonce[0] = 1;
        byte[] input =
        [
            .. "Equihash is an asymmetric PoW based on the Generalised Birthday problem."u8, .. nonce,
        ];
        uint[] indices =
        [
            2261, 15185, 36112, 104243, 23779, 118390, 118332, 130041, 32642, 69878, 76925, 80080, 45858, 116805, 92842, 111026,
            15972, 115059, 85191, 90330, 68190, 122819, 81830, 91132, 23460, 49807, 52426, 80391, 69567, 114474, 104973, 122568,
        ];
        EquihashModel.Verify(EquihashParameters.Zcash96x5, input, indices).ShouldBeTrue();
        indices[0]++;
        EquihashModel.Verify(EquihashParameters.Zcash96x5, input, indices).ShouldBeFalse();
    }

    private static uint Word(EquihashVector v, uint index)
    {
        byte[] hash = new byte[v.Parameters.HashBytes];
        new EquihashLeaves(v.Parameters, v.Input).WriteHash(index, hash);
        return FirstWord(hash);
    }

    private static uint PlainWord(EquihashVector v, uint index)
    {
        byte[] states = new byte[64];
        new LeafDigests(v.Parameters, v.Input, LaneWidth.One).Write([index / 4], states);
        return FirstWord(states.AsSpan((int)(index % 4) * 16));
    }

    /// <summary>The 25 leading bits.</summary>
    private static uint FirstWord(ReadOnlySpan<byte> hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) >> 7;

    private static TheoryData<int, int> MakeCases()
    {
        var cases = new TheoryData<int, int>();
        for (int i = 0; i < EquihashVectors.All.Length; i++)
        {
            foreach (LaneWidth width in LaneWidths.Available)
            {
                cases.Add(i, (int)width);
            }
        }

        return cases;
    }
}
