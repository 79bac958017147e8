using Flux.Consensus.Work;
using Flux.Mining.Stratum;

namespace Flux.Mining.Tests.Stratum;

public class ShareTargetTests
{
    [Theory]
    [InlineData(2, "8000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(256, "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(1, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(0.1, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(double.NaN, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Of_a_difficulty(double difficulty, string target) => ShareTarget.Of(difficulty).ToString().ShouldBe(target);

    [Theory]
    [InlineData(1.5)]
    [InlineData(17.07)]
    [InlineData(1e6)]
    [InlineData(3e18)]
    [InlineData(1e60)]
    public void And_back(double difficulty) => ShareTarget.DifficultyOf(ShareTarget.Of(difficulty)).ShouldBe(difficulty, difficulty * 1e-9);

    [Fact]
    public void A_block_is_always_a_share()
    {
        var block = UInt256.ParseHex("0f0f0f0000000000000000000000000000000000000000000000000000000000");
        ShareTarget.Of(1e9, block).ShouldBe(block);
        ShareTarget.Of(2, block).ShouldBe(ShareTarget.Of(2));
    }
}
