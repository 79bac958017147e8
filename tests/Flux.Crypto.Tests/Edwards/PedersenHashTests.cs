using Flux.Crypto.Edwards;

namespace Flux.Crypto.Tests.Edwards;

public sealed class PedersenHashTests
{
    /// <summary>fluxd, src/gtest/test_pedersen_hash.cpp (its texts are reversed bytes).</summary>
    [Fact]
    public void Gives_the_reference_vector()
    {
        var parent = new byte[PedersenHash.NodeSize];
        PedersenHash.Combine(
            25, Reversed("87a086ae7d2252d58729b30263fb7b66308bf94ef59a76c9c86e7ea016536505"),
            Reversed("a75b84a125b2353da7e8d96ee2a15efe4de23df9601b9d9564ba59de57130406"), parent);

        parent.ShouldBe(Reversed("5bf43b5736c19b714d1f462c9d22ba3492c36e3d9bbd7ca24d94b440550aa561"));
    }

    /// <summary>github.com/zcash/zcash-test-vectors, sapling_generators.json.</summary>
    [Fact]
    public void Generators_are_the_published_ones()
    {
        Hex(SaplingGenerators.SpendAuthorization).ShouldBe("30b5f2aaad325630bcdddbce4d67656d05fd1cc2d037bb5375b6e96d9e01a1d7");
        Hex(SaplingGenerators.Value).ShouldBe("d7c86706f5817aa718cd1cfad03233bcd64a7789fd9422d3b17af6823a7e6ac6");
        Hex(SaplingGenerators.ValueRandomness).ShouldBe("8b6a0b38b9faae3c3b803b47b0f146ad50ab221e6e2afbe6dbde45cba9d381ed");
        Hex(PedersenHash.Generator(0)).ShouldBe("ca3c2432d4abbf7732464ec08b2e47f95edc7e836b16c979571b52d3a2879ea8");
        Hex(PedersenHash.Generator(1)).ShouldBe("9118bf4e3cc50d7be8d3fa98ebbe3a1f25d901c0421189f733fe435b7f8c5d01");
        Hex(PedersenHash.Generator(2)).ShouldBe("57d493972c50ed8098b484177f2ab28b53e88c8e6ca400e09eee4ed200152eb6");
    }

    [Fact]
    public void The_level_and_the_order_of_children_count()
    {
        var (a, b) = (new byte[32], new byte[32]);
        b[0] = 1;
        string Parent(int level, byte[] left, byte[] right)
        {
            var parent = new byte[32];
            PedersenHash.Combine(level, left, right, parent);
            return Convert.ToHexString(parent);
        }

        new[] { Parent(0, a, b), Parent(1, a, b), Parent(0, b, a), Parent(0, a, a) }.ShouldBeUnique();
        Should.Throw<ArgumentOutOfRangeException>(() => Parent(63, a, b));
        Should.Throw<ArgumentOutOfRangeException>(() => Parent(-1, a, b));
    }

    private static byte[] Reversed(string hex) => [.. Convert.FromHexString(hex).Reverse()];

    private static string Hex(in EdwardsPoint<Jubjub> point)
    {
        var bytes = new byte[32];
        point.Encode(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
