using Flux.Consensus.Networks;

namespace Flux.Consensus.Tests.Networks;

/// <summary>Which solution sizes main allows around its two changes (chain reference §4.3).</summary>
public sealed class EquihashScheduleTests
{
    [Theory]
    [InlineData(1, "1344")]
    [InlineData(125_099, "1344")]
    [InlineData(125_100, "100 1344")]
    [InlineData(125_110, "100 1344")]
    [InlineData(125_111, "100")]
    [InlineData(372_499, "100")]
    [InlineData(372_500, "52 100")]
    [InlineData(372_510, "52 100")]
    [InlineData(372_511, "52")]
    [InlineData(2_019_999, "52")]
    public void Allows(int height, string sizes) =>
        string.Join(' ', NetworkCatalog.Main.Work.Equihash.AllowedAt(height).Select(set => set.SolutionBytes)).ShouldBe(sizes);

    [Fact]
    public void Own_networks_never_change()
    {
        NetworkCatalog.Classic.Work.Equihash.AllowedAt(0).Single().SolutionBytes.ShouldBe(52);
        NetworkCatalog.Classic.Work.Equihash.AllowedAt(9_000_000).Single().SolutionBytes.ShouldBe(52);
        NetworkCatalog.Local(1).Work.Equihash.AllowedAt(1).Single().SolutionBytes.ShouldBe(36);
    }
}
