using Flux.Apps.Specs;

namespace Flux.Apps.Tests.Specs;

public sealed class GeolocationRuleTests
{
    [Theory]
    [InlineData("acEU", "EU_CZ_Prague", true)]
    [InlineData("acEU_CZ", "EU_CZ_Prague", true)]
    [InlineData("acEU_CZ_Prague", "EU_CZ_Prague", true)]
    [InlineData("acEU_ALL", "EU_CZ_Prague", true)]
    [InlineData("acALL", "EU_CZ_Prague", true)]
    [InlineData("acEU_CZ_Pra", "EU_CZ_Prague", false)]
    [InlineData("acEU_C", "EU_CZ_Prague", false)]
    [InlineData("acNA", "EU_CZ_Prague", false)]
    [InlineData("a!cEU", "EU_CZ_Prague", false)]
    [InlineData("a!cEU_CZ_NONE", "EU_CZ_Prague", false)]
    [InlineData("a!cNA", "EU_CZ_Prague", true)]
    public void One_entry_allows_or_forbids(string entry, string place, bool allowed) => GeolocationRule.Allows([entry], place).ShouldBe(allowed);

    [Fact]
    public void No_entry_allows_everything() => GeolocationRule.Allows([], "EU_CZ_Prague").ShouldBeTrue();

    [Fact]
    public void A_forbidden_place_wins_over_an_allowed_one() => GeolocationRule.Allows(["acEU", "a!cEU_CZ"], "EU_CZ_Prague").ShouldBeFalse();

    [Fact]
    public void One_of_several_allowed_places_is_enough() => GeolocationRule.Allows(["acNA", "acEU"], "EU_CZ_Prague").ShouldBeTrue();
}
