using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Eras;

/// <summary>Numbers of the FluxNode rules of main and test at each change −1, 0, +1, typed from chain reference §1.8 and §8.1; what they do is tested beside the rules.</summary>
public sealed class NodeEraTests
{
    public static TheoryData<string> Names => ["main", "test"];

    [Theory]
    [InlineData("main", Tier.Cumulus, 10_000, 1_000, 1_076_532, 1_086_612)]
    [InlineData("main", Tier.Nimbus, 25_000, 12_500, 1_081_572, 1_092_372)]
    [InlineData("main", Tier.Stratus, 100_000, 40_000, 1_087_332, 1_097_412)]
    [InlineData("test", Tier.Cumulus, 10_000, 1_000, 420, 520)]
    [InlineData("test", Tier.Nimbus, 25_000, 12_500, 420, 520)]
    [InlineData("test", Tier.Stratus, 100_000, 40_000, 420, 520)]
    public void Collaterals_change_in_a_window_in_which_both_amounts_are_good(string name, Tier tier, long before, long after, int begin, int end)
    {
        var nodes = NetworkOf(name).FluxNodes;
        (bool Old, bool New) At(int height) => (nodes.TierOf(Amount.FromFlux(before), height) == tier, nodes.TierOf(Amount.FromFlux(after), height) == tier);

        At(begin - 1).ShouldBe((true, false));
        At(begin).ShouldBe((true, true));
        At(begin + 1).ShouldBe((true, true));
        At(end - 1).ShouldBe((true, true));
        At(end).ShouldBe((false, true));
        At(end + 1).ShouldBe((false, true));
        nodes.TierOf(Amount.FromFlux(before) + new Amount(1), begin).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Windows_change_at_the_heights_of_the_page(string name)
    {
        var limits = EraLimits.Of(name);
        var nodes = NetworkOf(name).FluxNodes;

        Around(limits.Flux, height => nodes.ConfirmExpiry.At(height)).ShouldBe((60, 80, 80));
        Around(limits.Halving, height => nodes.ConfirmExpiry.At(height)).ShouldBe((80, 160, 160));
        Around(limits.Pon, height => nodes.ConfirmExpiry.At(height)).ShouldBe((160, 640, 640));
        Around(limits.Halving, height => nodes.ConfirmInterval.At(height)).ShouldBe((40, 120, 120));
        Around(limits.Pon, height => nodes.ConfirmInterval.At(height)).ShouldBe((120, 500, 500));
        Around(limits.Pon, height => nodes.StartExpiry.At(height)).ShouldBe((60, 240, 240));
        Around(limits.Pon, height => nodes.Release.At(height)).ShouldBe((new DosRelease(180, true), new DosRelease(720, false), new DosRelease(720, false)));
        Around(limits.Flux, nodes.AddressChangeFrom.IsActiveAt).ShouldBe((false, true, true));
        (nodes.CollateralDepth, nodes.AddressChangeInterval, nodes.PaymentsFrom).ShouldBe((100, 5, limits.Payments));
        nodes.PurgeOldAmounts.ShouldBe(name == "main" ? (1_076_532, 1_097_422) : (420, 530));
    }

    [Theory]
    [InlineData("main", 0u, "042e79d7")]
    [InlineData("main", 1_618_113_599u, "042e79d7")]
    [InlineData("main", 1_618_113_600u, "04517413")]
    [InlineData("main", 1_647_262_799u, "04517413")]
    [InlineData("main", 1_647_262_800u, "0480dff6")]
    [InlineData("main", 1_706_209_199u, "0480dff6")]
    [InlineData("main", 1_706_209_200u, "0437d582")]
    [InlineData("main", 1_743_533_999u, "0437d582")]
    [InlineData("main", 1_743_534_000u, "04e54965")]
    [InlineData("main", uint.MaxValue, "04e54965")]
    [InlineData("test", 1_617_508_799u, "04d422e0")]
    [InlineData("test", 1_617_508_800u, "04202356")]
    public void The_newest_benchmark_key_that_is_not_after_the_signature_counts(string name, uint time, string begin)
    {
        var key = FoundationKeys.Newest(NetworkOf(name).FluxNodes.BenchmarkKeys, time)!.PublicKey;
        Convert.ToHexStringLower(key.Span[..4]).ShouldBe(begin);
        key.Length.ShouldBe(65);
    }

    private static (T Before, T At, T After) Around<T>(int height, Func<int, T> value) => (value(height - 1), value(height), value(height + 1));

    private static Network NetworkOf(string name) => name == "main" ? NetworkCatalog.Main : NetworkCatalog.Test;
}
