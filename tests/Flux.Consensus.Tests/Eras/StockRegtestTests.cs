using Flux.Consensus.Networks;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Eras;

/// <summary>Regtest as it comes is a chain of proof of node on which no upgrade is active (chain reference §13.1, §9.3); numbers typed from there.</summary>
public sealed class StockRegtestTests
{
    private static readonly Network Regtest = NetworkCatalog.Regtest;

    [Theory]
    [InlineData(1, 1_400_000_000)]
    [InlineData(98, 1_400_000_000)]
    [InlineData(99, 1_260_000_000)]
    [InlineData(198, 1_260_000_000)]
    [InlineData(199, 1_134_000_000)]
    [InlineData(998, 542_388_684)] // nine cuts
    [InlineData(999, 488_149_815)] // ten, the page's own number, and no more
    [InlineData(100_000, 488_149_815)]
    public void The_subsidy_is_cut_each_hundred_blocks_counted_from_minus_one(int height, long subsidy) =>
        SubsidyRules.At(Regtest, height).Satoshis.ShouldBe(subsidy);

    [Fact]
    public void Every_block_is_one_of_proof_of_node_and_no_upgrade_is_active()
    {
        foreach (var height in (int[])[0, 1, 100, 1_000_000]) Regtest.IsPonAt(height).ShouldBeTrue();
        (Regtest.Upgrades.Acadia.IsActiveAt(1_000_000), Regtest.Upgrades.Kamata.IsActiveAt(1_000_000), Regtest.Upgrades.Pon.IsActiveAt(1_000_000)).ShouldBe((false, false, false));
        Regtest.BranchIdAt(1_000_000).ShouldBe(0u);
        Regtest.FluxNodes.StartExpiry.At(5).ShouldBe(240);
        Regtest.FluxNodes.Release.At(5).ShouldBe(new DosRelease(180, Exactly: true));
        (Regtest.FluxNodes.ConfirmExpiry.At(1_000_000), Regtest.FluxNodes.ConfirmInterval.At(1_000_000)).ShouldBe((60, 40));
    }

    [Fact]
    public void One_off_outputs_are_due_at_10_to_50()
    {
        var due = Enumerable.Range(1, 200).Where(height => SubsidyRules.FundingAt(Regtest, height) > Amount.Zero).ToList();
        due.ShouldBe([10, 20, 30, 40, 50]);
        SubsidyRules.FundingAt(Regtest, 10).ShouldBe(Amount.FromFlux(3_000_000 + 2_500_000 + 2_100_000));
        SubsidyRules.FundingAt(Regtest, 50).ShouldBe(Amount.FromFlux(2_100_000));
    }

    [Fact]
    public void Difficulty_starts_to_move_at_sixty_with_genesis_in_its_first_window()
    {
        uint At(int height, uint spacing) => DifficultyRules.RequiredBits(Regtest, new FlatAncestry(height - 1, 1_800_000_000, spacing, 0x200f0f0f), 0);

        At(1, 1).ShouldBe(0x207fffffu);
        At(59, 1).ShouldBe(0x207fffffu);
        // a is clamped to four fifths of 1,770 seconds.
        At(60, 1).ShouldBe(CompactTarget.Encode(CompactTarget.Decode(0x200f0f0f) / 1_770 * 1_416));
        At(60, 3_000).ShouldBe(0x200f0f0fu);
    }
}
