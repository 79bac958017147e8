using System.Text.Json;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Consensus.Networks;
using Flux.Os.Options;

namespace Flux.Os.Tests.Options;

/// <summary>Which rules and prices a network's name gives.</summary>
public sealed class NetworkRulesTests
{
    [Fact]
    public void Own_networks_have_the_prices_that_their_catalogue_and_founders_files_begin_with()
    {
        JsonSerializer.Serialize(AppPriceTable.Own).ShouldBe(JsonSerializer.Serialize(new AppPriceTable
        {
            CpuTenth = OwnCatalog.Prices.CpuTenth,
            Ram100Mb = OwnCatalog.Prices.Ram100Mb,
            HddGb = OwnCatalog.Prices.HddGb,
            EnterprisePort = OwnCatalog.Prices.EnterprisePort,
            StaticIp = OwnCatalog.Prices.StaticIp,
            Scope = OwnCatalog.Prices.Scope,
            Minimum = OwnCatalog.Prices.Minimum,
        }));
        typeof(AppPriceTable).GetProperties().Count(p => p.PropertyType == typeof(long)).ShouldBe(typeof(AppPrices).GetProperties().Count(p => p.PropertyType == typeof(long)));
        AppRules.Own.MonthBlocks.At(0).ShouldBe(OwnCatalog.Classic.MonthBlocks);
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("classic", false)]
    [InlineData("local", false)]
    public void Only_main_is_judged_the_existing_networks_way(string network, bool isMain)
    {
        var problems = new List<string>();
        var rules = NetworkRules.Of(network, problems);
        problems.ShouldBeEmpty();
        (rules.MainWay is not null).ShouldBe(isMain);
        if (isMain) rules.MainWay!.Quirks.ShouldBe(MainQuirks.All);
    }

    [Fact]
    public void Every_quirk_is_off_unless_it_is_named() =>
        typeof(MainQuirks).GetProperties().Where(p => p.PropertyType == typeof(bool)).ShouldAllBe(p => !(bool)p.GetValue(new MainQuirks())! && (bool)p.GetValue(MainQuirks.All)!);
}
