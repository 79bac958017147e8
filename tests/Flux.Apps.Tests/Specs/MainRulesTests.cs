using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Specs;

/// <summary>The existing network's limits by height (fluxos-protocol §3.1, §3.3, §3.5, §3.9).</summary>
public sealed class MainRulesTests
{
    private const long Late = 2_200_000;

    [Theory]
    [InlineData(3, 983_000)]
    [InlineData(4, 1_004_000)]
    [InlineData(5, 1_142_000)]
    [InlineData(6, 1_300_000)]
    [InlineData(7, 1_420_000)]
    [InlineData(8, 1_932_380)]
    public void Takes_a_version_from_its_height_on(int version, long height)
    {
        AppRules.Main.VersionHeights[version - 1].ShouldBe(height);
        var example = version == 8 ? Example.Version8 : Example.Version7;
        if (version < 7) return;
        Problems(example, "description", "\"d\"", height - 1).ShouldContain($"version: {version} is accepted from height {height}");
        Problems(example, "description", "\"d\"", height).ShouldNotContain(problem => problem.StartsWith("version", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("instances", "2", 2_176_518, "instances: 2 is outside 3–100")]
    [InlineData("instances", "0", 2_176_519, "instances: 0 is outside 1–100")]
    [InlineData("expire", "264001", 2_019_999, "expire: 264001 is outside 1–264000 blocks")]
    [InlineData("expire", "1056001", 2_020_000, "expire: 1056001 is outside 1–1056000 blocks")]
    [InlineData("expire", "99", 1_964_446, "expire: 99 is outside 100–264000 blocks")]
    public void Refuses(string path, string json, long height, string problem) => Problems(Example.Version8, path, json, height).ShouldContain(problem);

    [Theory]
    [InlineData("instances", "1", 2_176_519)]
    [InlineData("expire", "1056000", 2_020_000)]
    [InlineData("expire", "1", 1_964_447)]
    [InlineData("compose[0].repotag", "\"nginx\"", Late)]
    [InlineData("compose[0].repotag", "\"\"", Late)]
    [InlineData("compose[0].cpu", "0.15", Late)]
    [InlineData("geolocation[0]", "\"anything\"", Late)]
    [InlineData("compose[0].environmentParameters[0]", "\"A\"", Late)]
    [InlineData("owner", "\"somebody\"", Late)]
    public void Accepts(string path, string json, long height) => Problems(Example.Version8, path, json, height).ShouldBeEmpty();

    [Fact]
    public void Old_lifetimes_are_whole_thousands_and_long() =>
        Problems(Example.Version7, "expire", "5500", 1_500_000).ShouldBe(["expire: 5500 is not a multiple of 1000 blocks"]);

    [Fact]
    public void Minimum_lifetime_was_five_thousand() =>
        Problems(Example.Version7, "expire", "4000", 1_624_000).ShouldContain("expire: 4000 is outside 5000–264000 blocks");

    [Theory]
    [InlineData("cpu", "0.55", "cpu: 0.55 is not a multiple of 0.1")]
    [InlineData("cpu", "15.1", "cpu: 15.1 is outside 0.1–15")]
    [InlineData("cpu", "0", "cpu: 0 is outside 0.1–15")]
    [InlineData("ram", "550", "ram: 550 is not a multiple of 100")]
    [InlineData("ram", "59100", "ram: 59100 is outside 100–59000")]
    [InlineData("hdd", "1.5", "hdd: 1.5 is not a multiple of 1")]
    [InlineData("hdd", "821", "hdd: 821 is outside 1–820")]
    [InlineData("ports[0]", "30999", "ports[0]: 30999 is outside 31000–39999")]
    [InlineData("ports[0]", "40000", "ports[0]: 40000 is outside 31000–39999")]
    public void Version_3_has_steps_and_a_port_range(string path, string json, string problem) =>
        Problems(Example.Version3, path, json, 1_000_000).ShouldContain(problem);

    [Fact]
    public void A_tiered_single_container_is_limited_tier_by_tier()
    {
        var tiered = Example.Value(Example.Version3).With("tiered", JsValue.True);
        foreach (var (name, value) in (ReadOnlySpan<(string, int)>)[("cpubasic", 4), ("cpusuper", 5), ("cpubamf", 6), ("rambasic", 5100), ("ramsuper", 600),
            ("rambamf", 700), ("hddbasic", 5), ("hddsuper", 381), ("hddbamf", 7)]) tiered = tiered.With(name, JsValue.Of(value));
        AppSpec.TryParse(tiered, AppRules.Main, 1_000_000).Problems.Select(problem => problem.ToString()).ShouldBe(
            ["cpubasic: 4 is outside 0.1–3", "rambasic: 5100 is outside 100–5000", "hddsuper: 381 is outside 1–380"]);
    }

    [Fact]
    public void A_tiered_component_must_fit_on_every_tier() =>
        Problems(Example.Version7, "compose[0].cpubasic", "3.5", Late).ShouldBe(["compose: asks for 3.5 cores; a Cumulus node gives at most 3"]);

    [Theory]
    [InlineData("name", "\"a-b\"", "name: may have only letters and digits")]
    [InlineData("compose[0].secrets", "\"pgp\"", "compose[0].secrets: must be empty without chosen nodes")]
    [InlineData("compose[0].repoauth", "\"pgp\"", "compose[0].repoauth: must be empty without chosen nodes")]
    public void Version_7_refuses(string path, string json, string problem) => Problems(Example.Version7, path, json, Late).ShouldContain(problem);

    [Fact]
    public void Version_7_names_have_32_characters() => Problems(Example.Version7, "name", $"\"{new string('a', 33)}\"", Late)
        .ShouldBe(["name: has 33 characters; at most 32 are allowed"]);

    [Fact]
    public void An_encrypted_specification_shows_no_components()
    {
        var blob = Convert.ToBase64String(new byte[400]);
        var open = Example.Value(Example.Version8).With("enterprise", JsValue.Of(blob));
        AppSpec.TryParse(open, AppRules.Main, Late).Problems.Select(problem => problem.ToString()).ShouldBe(
            ["compose: must be empty beside an enterprise part", "contacts: must be empty beside an enterprise part"]);
        var closed = open.With("compose", JsValue.EmptyArray).With("contacts", JsValue.EmptyArray);
        AppSpec.TryParse(closed, AppRules.Main, Late).IsValid.ShouldBeTrue();
        AppSpec.TryParse(closed.With("nodes", Example.Value("[\"1.2.3.4:16127\"]")), AppRules.Main, Late).IsValid.ShouldBeTrue();
        AppSpec.TryParse(closed, AppRules.Own, Late).ToString().ShouldBe("enterprise: encrypted specifications cannot run on this network");
        AppSpec.TryParse(closed.With("enterprise", JsValue.Of("no base64!")), AppRules.Main, Late).ToString()
            .ShouldBe("enterprise: is not the base64 of an encrypted part");
    }

    [Fact]
    public void Data_centres_are_open_to_listed_owners()
    {
        var rules = AppRules.Main with { DatacenterOwners = [Example.Owner] };
        Example.Read(Example.Version8, "datacenter", "true", rules, Late).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Components_were_five_before_height_1300000()
    {
        AppRules.Main.MaxComponents.At(1_299_999).ShouldBe(5);
        AppRules.Main.MaxComponents.At(1_300_000).ShouldBe(10);
    }

    private static IEnumerable<string> Problems(string example, string path, string json, long height) =>
        [.. Example.Read(example, path, json, AppRules.Main, height).Problems.Select(problem => problem.ToString())];
}
