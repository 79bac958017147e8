using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Pricing;

/// <summary>The integer rule of our own networks. Expected prices are worked out by hand from the table.</summary>
public sealed class AppPriceTests
{
    // 0.7 cores, 700 MB, 6 GB: 7 × 1,000,000 + 7 × 333,000 + 6 × 133,000 = 10,129,000 for an instance and a month.
    private const long InstanceMonth = 10_129_000;

    [Theory]
    [InlineData(1, 22_000, InstanceMonth)]
    [InlineData(3, 22_000, 3 * InstanceMonth)]
    [InlineData(3, 44_000, 6 * InstanceMonth)]
    [InlineData(2, 11_000, InstanceMonth)]
    [InlineData(1, 12_345, 5_683_751)] // 10,129,000 × 12,345 / 22,000 = 5,683,750.22… rounded up
    public void Is_proportional_to_instances_and_blocks(int instances, long blocks, long satoshis) =>
        Quote(Example.Spec(instances: instances), blocks).ShouldBe(satoshis);

    [Fact]
    public void Rounds_up_to_a_satoshi_once() => Quote(Example.Spec(instances: 1), 21_999).ShouldBe((InstanceMonth * 21_999 + 21_999) / 22_000);

    [Fact]
    public void Is_at_least_the_minimum() => Quote(Example.Spec(instances: 1), 1).ShouldBe(AppPriceTable.Own.Minimum);

    [Fact]
    public void Is_at_least_one_satoshi_a_block()
    {
        var free = AppPriceTable.Own with { CpuTenth = 0, Ram100Mb = 0, HddGb = 0, Minimum = 1 };
        AppPrice.Quote(Example.Spec(), free, AppRules.Own, 22_000, 5_000).Satoshis.ShouldBe(5_000);
    }

    [Theory]
    [InlineData("compose[0].ports[0]", "443", 13_333_000)]
    [InlineData("compose[0].ports[0]", "8080", 13_333_000)]
    [InlineData("compose[0].ports[0]", "31112", 0)]
    [InlineData("staticip", "true", 13_333_000)]
    public void Charges_extras_for_each_instance(string path, string json, long extra)
    {
        var spec = Example.Read(Example.Version8, path, json).Spec!;
        Quote(spec, 22_000).ShouldBe(3 * (InstanceMonth + extra));
    }

    [Fact]
    public void Charges_chosen_nodes()
    {
        var spec = Example.Valid(Example.Value(Example.Version7).With("nodes", JsValue.Strings(["1.2.3.4"])));
        Quote(spec, 22_000).ShouldBe(3 * (TieredMonth + 26_667_000));
    }

    // Averages of the tiers: 0.6 cores, 600 MB, 6 GB.
    private const long TieredMonth = 6 * 1_000_000 + 6 * 333_000 + 6 * 133_000;

    [Fact]
    public void Takes_the_average_of_the_tiers() => Quote(Example.Valid(Example.Value(Example.Version7)), 22_000).ShouldBe(3 * TieredMonth);

    [Fact]
    public void Never_falls_when_more_is_asked_for() => Gen.Select(Gen.Int[1, 99], Gen.Int[1, 263_999]).Sample((instances, blocks) =>
    {
        Quote(Example.Spec(instances: instances + 1), blocks).ShouldBeGreaterThanOrEqualTo(Quote(Example.Spec(instances: instances), blocks));
        Quote(Example.Spec(instances: instances), blocks + 1).ShouldBeGreaterThanOrEqualTo(Quote(Example.Spec(instances: instances), blocks));
    }, iter: 100);

    [Fact]
    public void Absurd_specifications_have_absurd_prices_and_overflow_nothing()
    {
        var huge = AppSpec.TryRead(Example.Set(Example.Spec().Canonical, "compose[0].cpu", JsValue.Of(90_000_000_000))).Spec!;
        Quote(huge, long.MaxValue).ShouldBe(long.MaxValue);
    }

    private static long Quote(AppSpec spec, long blocks) => AppPrice.Quote(spec, AppPriceTable.Own, AppRules.Own, 22_000, blocks).Satoshis;
}
