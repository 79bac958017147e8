using Flux.Consensus.Networks;
using Flux.Consensus.Subsidy;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Subsidy;

/// <summary>The table of expected values of main (chain reference §5.3).</summary>
public sealed class EraSubsidyTests
{
    private static readonly Network Main = NetworkCatalog.Main;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1_302_000_000_000_000)]
    [InlineData(2, 6_000_000)]
    [InlineData(2_499, 7_497_000_000)]
    [InlineData(2_500, 7_503_000_000)]
    [InlineData(4_999, 15_000_000_000)]
    [InlineData(5_000, 15_000_000_000)]
    [InlineData(559_999, 15_000_000_000)]
    public void Without_nodes(int height, long subsidy)
    {
        SubsidyRules.At(Main, height).Satoshis.ShouldBe(subsidy);
        Main.Subsidy.NodeShares(height, Amount.Zero).Sum.ShouldBe(Amount.Zero);
    }

    [Theory]
    [InlineData(560_000, 15_000_000_000, 562_500_000, 937_500_000, 2_250_000_000)]
    [InlineData(657_849, 15_000_000_000, 562_500_000, 937_500_000, 2_250_000_000)]
    [InlineData(657_850, 7_500_000_000, 281_250_000, 468_750_000, 1_125_000_000)]
    [InlineData(835_553, 7_500_000_000, 281_250_000, 468_750_000, 1_125_000_000)]
    [InlineData(835_554, 7_500_000_000, 562_500_000, 937_500_000, 2_250_000_000)]
    [InlineData(1_313_199, 7_500_000_000, 562_500_000, 937_500_000, 2_250_000_000)]
    [InlineData(1_313_200, 3_750_000_000, 281_250_000, 468_750_000, 1_125_000_000)]
    [InlineData(2_019_999, 3_750_000_000, 281_250_000, 468_750_000, 1_125_000_000)]
    [InlineData(2_020_000, 1_400_000_000, 100_000_000, 350_000_000, 900_000_000)]
    [InlineData(3_071_199, 1_400_000_000, 100_000_000, 350_000_000, 900_000_000)]
    [InlineData(3_071_200, 1_260_000_000, 90_000_000, 315_000_000, 810_000_000)]
    [InlineData(4_122_400, 1_134_000_000, 81_000_000, 283_500_000, 729_000_000)]
    [InlineData(5_173_600, 1_020_600_000, 72_900_000, 255_150_000, 656_100_000)]
    [InlineData(12_532_000, 488_149_815, 34_867_843, 122_037_453, 313_810_595)]
    [InlineData(21_992_800, 189_119_237, 13_508_516, 47_279_809, 121_576_652)]
    [InlineData(23_044_000, 170_207_313, 12_157_665, 42_551_828, 109_418_986)]
    [InlineData(100_000_000, 170_207_313, 12_157_665, 42_551_828, 109_418_986)]
    public void With_nodes(int height, long subsidy, long cumulus, long nimbus, long stratus)
    {
        var shares = Main.Subsidy.NodeShares(height, Amount.Zero);

        SubsidyRules.At(Main, height).Satoshis.ShouldBe(subsidy);
        (shares.Cumulus.Satoshis, shares.Nimbus.Satoshis, shares.Stratus.Satoshis).ShouldBe((cumulus, nimbus, stratus));
    }

    [Fact]
    public void The_proof_of_work_era_sums_to_the_amount_of_the_page()
    {
        long sum = 0;
        for (var height = 0; height < 2_020_000; height++) sum += SubsidyRules.At(Main, height).Satoshis;

        sum.ShouldBe(18_697_874_997_000_000);
        Main.Funding.Sum(funding => funding.Output.Value.Satoshis).ShouldBe(230_000_000L * Amount.Coin);
    }

    [Fact]
    public void Products_with_binary_fractions_equal_IEEE_arithmetic()
    {
        for (long amount = 1; amount < 20_000_000_000; amount = (amount * 5 / 3) + 1)
        {
            for (var doublings = 0; doublings < 2; doublings++)
            {
                BinaryFraction.ThreeEightieths.Times(amount, doublings).ShouldBe((long)(amount * (0.0375 * (1 << doublings))));
                BinaryFraction.OneSixteenth.Times(amount, doublings).ShouldBe((long)(amount * (0.0625 * (1 << doublings))));
                BinaryFraction.ThreeTwentieths.Times(amount, doublings).ShouldBe((long)(amount * (0.15 * (1 << doublings))));
            }
        }
    }
}
