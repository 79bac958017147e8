using System.Globalization;
using Flux.Consensus.Networks;
using Flux.Consensus.Subsidy;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Eras;

/// <summary>Money of main and test at every boundary −1, 0 and +1, against a Python telling of chain reference §5.1 and §5.2 (<c>tests/model/era_subsidy.py</c>).</summary>
public sealed class EraSubsidyModelTests
{
    // Typed from chain reference §1.6 and §1.7: slow start, halvings, payments, Flux, one-off outputs, proof of node and its cuts.
    private static readonly int[] Main =
    [
        1, 2, 2_500, 5_000, 560_000, 657_850, 835_554, 836_274, 836_994, 837_714, 859_314, 880_914, 902_514, 924_114, 945_714, 967_314, 988_914, 1_010_514, 1_032_114,
        1_053_714, 1_076_532, 1_313_200, 1_968_550, 2_020_000, 3_071_200, 4_122_400, 5_173_600, 12_532_000, 21_992_800, 23_044_000, 24_095_200,
    ];

    private static readonly int[] Test =
    [
        1, 2, 350, 420, 520, 800, 4_100, 4_200, 4_300, 4_400, 5_200, 5_300, 526_400, 1_052_000, 800 + (20 * 525_600), 800 + (21 * 525_600),
    ];

    [Fact]
    public void Subsidy_shares_developer_minimum_and_one_off_money_are_those_of_the_model()
    {
        var cases = Around("main", Main).Concat(Around("test", Test)).ToList();
        var expected = PythonModel.Run("era_subsidy.py", string.Join('\n', cases.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Height}"))) + "\n");

        expected.Length.ShouldBe(cases.Count);
        cases.Zip(expected).Where(pair => Ours(pair.First.Name, pair.First.Height) != pair.Second)
            .Select(pair => $"{pair.First}: model {pair.Second}, ours {Ours(pair.First.Name, pair.First.Height)}").ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, int Height)> Around(string name, int[] heights) =>
        heights.SelectMany(height => Enumerable.Range(height - 1, 3)).Where(height => height > 0).Distinct().Select(height => (name, height));

    private static string Ours(string name, int height)
    {
        var network = name == "main" ? NetworkCatalog.Main : NetworkCatalog.Test;
        var subsidy = SubsidyRules.At(network, height);
        var shares = network.Subsidy.NodeShares(height, Amount.Zero);
        var developer = network.IsPonAt(height) ? (subsidy - shares.Sum).Satoshis : -1;
        return string.Create(CultureInfo.InvariantCulture,
            $"{subsidy.Satoshis} {shares.Cumulus.Satoshis} {shares.Nimbus.Satoshis} {shares.Stratus.Satoshis} {developer} {SubsidyRules.FundingAt(network, height).Satoshis}");
    }
}
