using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Specs;

/// <summary>The canonical form: keys and order of each version, coercions (fluxos-protocol §3.2), and the model read from it.</summary>
public sealed class SpecFormTests
{
    [Theory]
    [InlineData(Example.Version8, "version,name,description,owner,compose,instances,contacts,geolocation,expire,nodes,staticip,enterprise")]
    [InlineData(Example.Version7, "version,name,description,owner,compose,instances,contacts,geolocation,expire,nodes,staticip")]
    [InlineData(Example.Version3, "version,name,description,owner,repotag,ports,domains,enviromentParameters,commands,containerPorts,containerData,cpu,ram,hdd,tiered,instances")]
    [InlineData(Example.Version1, "version,name,description,owner,repotag,port,enviromentParameters,commands,containerPort,containerData,cpu,ram,hdd,tiered")]
    public void Signs_the_keys_of_the_version_in_their_order(string example, string keys)
    {
        var shuffled = JsValue.Object(Example.Value(example).Members.Reverse());
        Keys(Example.Valid(shuffled).Canonical).ShouldBe(keys);
    }

    [Theory]
    [InlineData(4, "version,name,description,owner,compose,instances")]
    [InlineData(5, "version,name,description,owner,compose,instances,contacts,geolocation")]
    [InlineData(6, "version,name,description,owner,compose,instances,contacts,geolocation,expire")]
    public void Signs_the_keys_of_the_versions_between(int version, string keys)
    {
        var value = Example.Value(Example.Version7);
        var component = JsValue.Object(value["compose"]!.Items[0].Members.Where(member => member.Name is not ("repoauth" or "secrets")));
        var names = keys.Split(',');
        var spec = JsValue.Object(value.Members.Where(member => names.Contains(member.Name)))
            .With("version", JsValue.Of(version)).With("compose", JsValue.Array([component]));
        Keys(Example.Valid(spec).Canonical).ShouldBe(keys);
    }

    [Theory]
    [InlineData(Example.Version8, "name,description,repotag,ports,domains,environmentParameters,commands,containerPorts,containerData,cpu,ram,hdd,repoauth")]
    [InlineData(Example.Version7, "name,description,repotag,ports,domains,environmentParameters,commands,containerPorts,containerData,cpu,ram,hdd,tiered,cpubasic,cpusuper,cpubamf,rambasic,ramsuper,rambamf,hddbasic,hddsuper,hddbamf,repoauth,secrets")]
    public void Signs_the_keys_of_a_component_in_their_order(string example, string keys)
    {
        var value = Example.Value(example);
        var shuffled = value.With("compose", JsValue.Array(value["compose"]!.Items.Select(item => JsValue.Object(item.Members.Reverse()))));
        Keys(Example.Valid(shuffled).Canonical["compose"]!.Items[0]).ShouldBe(keys);
    }

    [Fact]
    public void Keeps_datacenter_before_enterprise_only_when_it_is_there() =>
        Keys(Example.Read(Example.Version8, "datacenter", "false").Spec!.Canonical).ShouldEndWith("staticip,datacenter,enterprise");

    [Theory]
    [InlineData("compose[0].ports[0]", "\"31111\"", "31111")]
    [InlineData("compose[0].ports", "\"[31111]\"", "[31111]")]
    [InlineData("instances", "\"3\"", "3")]
    [InlineData("expire", "22000.0", "22000")]
    [InlineData("description", "{\"a\":[1]}", "\"{\\\"a\\\":[1]}\"")]
    [InlineData("description", "5", "\"5\"")]
    [InlineData("compose[0].cpu", "0.50", "0.5")]
    [InlineData("compose[0].environmentParameters", "\"[\\\"A=1\\\"]\"", "[\"A=1\"]")]
    [InlineData("enterprise", "false", "false")]
    [InlineData("enterprise", "0", "0")]
    [InlineData("staticip", "\"false\"", "false")]
    [InlineData("staticip", "1", "true")]
    [InlineData("staticip", "\"1\"", "true")]
    [InlineData("staticip", "0", "false")]
    [InlineData("datacenter", "\"0\"", "false")]
    [InlineData("compose[0].cpu", "\" +00.50 \"", "0.5")]
    [InlineData("compose[0].cpu", "\".5\"", "0.5")]
    [InlineData("compose[0].ram", "\"5e2\"", "500")]
    [InlineData("compose[0].hdd", "\"5.\"", "5")]
    public void Coerces_as_the_existing_network_does(string path, string given, string signed)
    {
        var reading = Example.Read(Example.Version8, path, given);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        reading.Spec!.ToCanonicalJson().ShouldContain($"\"{path.Split('.', '[')[path.Contains('.', StringComparison.Ordinal) ? 2 : 0].TrimEnd(']')}\":");
        At(reading.Spec.Canonical, path).ToString().ShouldBe(signed);
    }

    [Theory]
    [InlineData("datacenter", "null")]
    [InlineData("datacenter", "\"no\"")]
    public void A_datacenter_that_is_no_truth_value_counts_as_absent(string path, string json) =>
        Keys(Example.Read(Example.Version8, path, json).Spec!.Canonical).ShouldNotContain("datacenter");

    [Theory]
    [InlineData("compose[0].cpu", "\"\"")]
    [InlineData("compose[0].cpu", "\"0x10\"")]
    [InlineData("compose[0].cpu", "\"--1\"")]
    [InlineData("compose[0].cpu", "\".\"")]
    [InlineData("compose[0].cpu", "\"1e\"")]
    [InlineData("compose[0].cpu", "true")]
    [InlineData("compose[0].cpu", "null")]
    public void Takes_no_number_that_nobody_means(string path, string json) =>
        Example.Read(Example.Version8, path, json).ToString().ShouldBe($"{path}: must be a number");

    [Theory]
    [InlineData(Example.Version8, "name")]
    [InlineData(Example.Version8, "description")]
    [InlineData(Example.Version8, "owner")]
    [InlineData(Example.Version3, "repotag")]
    [InlineData(Example.Version1, "containerData")]
    public void A_needed_text_is_not_made_of_nothing(string example, string path)
    {
        foreach (var json in (string[])["null", "false", "0"]) Example.Read(example, path, json).ToString().ShouldBe($"{path}: must be a text");
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("0", "must be a number other than 0")]
    [InlineData("\"x\"", "must be a number other than 0")]
    public void A_tiered_app_names_all_nine_sizes(string json, string problem)
    {
        foreach (var field in "cpubasic,cpusuper,cpubamf,rambasic,ramsuper,rambamf,hddbasic,hddsuper,hddbamf".Split(','))
            Example.Read(Example.Version7, $"compose[0].{field}", json).ToString().ShouldBe($"compose[0].{field}: {problem}");
    }

    [Fact]
    public void Members_of_other_versions_and_of_the_registry_can_be_left_out()
    {
        var record = Example.Spec().Canonical.With("hash", JsValue.Of("00")).With("height", JsValue.Of(5)).With("tiered", JsValue.False);
        record = Example.Set(record, "compose[0].secrets", JsValue.Of(""));
        AppSpec.TryParse(record, AppRules.Own, 1).IsValid.ShouldBeFalse();
        AppSpec.WithoutUnknown(record).ToString().ShouldBe(Example.Spec().ToCanonicalJson());
        foreach (var example in (string[])[Example.Version1, Example.Version3, Example.Version7])
            AppSpec.WithoutUnknown(Example.Value(example).With("hash", JsValue.Of("00"))).ToString().ShouldBe(Example.Value(example).ToString());
        AppSpec.WithoutUnknown(JsValue.Of("text")).ToString().ShouldBe("\"text\"");
    }

    [Fact]
    public void Writes_ports_of_versions_two_and_three_as_texts()
    {
        var canonical = Example.Valid(Example.Value(Example.Version3)).Canonical;
        canonical["ports"]!.ToString().ShouldBe("[\"31111\",\"31112\"]");
        canonical["containerPorts"]!.ToString().ShouldBe("[\"80\",\"81\"]");
        Example.Valid(Example.Value(Example.Version1)).Canonical["port"]!.ToString().ShouldBe("31111");
    }

    [Fact]
    public void Formatting_twice_changes_nothing()
    {
        foreach (var example in (string[])[Example.Version1, Example.Version3, Example.Version7, Example.Version8])
        {
            var once = Example.Valid(Example.Value(example)).ToCanonicalJson();
            Example.Valid(Example.Value(once)).ToCanonicalJson().ShouldBe(once);
        }
    }

    [Fact]
    public void Reads_the_model_of_version_8()
    {
        var spec = Example.Spec();
        spec.Components.Length.ShouldBe(2);
        spec.Components[0].Ports.ShouldBe([31111]);
        spec.Components[0].EnvironmentVariables.ShouldBe(["A=1"]);
        spec.Components[0].Resources.NanoCpus.ShouldBe(500_000_000);
        spec.Components[0].Resources.RamBytes.ShouldBe(500L * 1024 * 1024);
        spec.Components[0].Resources.HddBytes.ShouldBe(5L * 1024 * 1024 * 1024);
        spec.InstanceOn(NodeTier.Cumulus).ToString().ShouldBe("0.7 cores, 700 MB, 6 GB");
        spec.Expire.ShouldBe(22_000);
        spec.Instances.ShouldBe(3);
        spec.Key.ShouldBe("demo");
    }

    [Fact]
    public void Reads_single_containers_and_tiers_of_old_versions()
    {
        var first = Example.Valid(Example.Value(Example.Version1));
        first.Components[0].Ports.ShouldBe([31111]);
        first.Components[0].ContainerPorts.ShouldBe([80]);
        first.Instances.ShouldBe(3);
        Example.Valid(Example.Value(Example.Version3)).Components[0].Ports.ShouldBe([31111, 31112]);
        var tiered = Example.Valid(Example.Value(Example.Version7)).Components[0];
        tiered.ResourcesOn(NodeTier.Cumulus).ToString().ShouldBe("0.5 cores, 500 MB, 5 GB");
        tiered.ResourcesOn(NodeTier.Stratus).ToString().ShouldBe("0.7 cores, 700 MB, 7 GB");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    public void Refuses_what_is_no_specification(string text) => AppSpec.TryParse(text, AppRules.Own, 1).Spec.ShouldBeNull();

    private static JsValue At(JsValue value, string path) => path.Split('.').Aggregate(value, (at, step) =>
    {
        var bracket = step.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? at[step]! : at[step[..bracket]]!.Items[step[bracket + 1] - '0'];
    });

    private static string Keys(JsValue value) => string.Join(',', value.Members.Select(member => member.Name));

    [Fact]
    public void A_newer_version_is_read_as_far_as_it_is_known_and_never_accepted()
    {
        var newer = Example.Value(Example.Version8).With("version", JsValue.Of(9)).With("gpu", JsValue.Of("any"));
        var reading = AppSpec.TryRead(newer);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        (reading.Spec!.Version, reading.Spec.Name, reading.Spec.Components.Length).ShouldBe((9, "demo", 2));
        reading.Spec.ToCanonicalJson().ShouldBe(newer.ToString());
        foreach (var rules in (AppRules[])[AppRules.Own, AppRules.Main])
            AppSpec.TryParse(newer, rules, 2_300_000).ToString().ShouldBe("version: 9 is newer than this program knows; it can be read, not run");
        AppSpec.TryRead(newer.With("version", JsValue.Of(1_001))).IsValid.ShouldBeFalse();
        AppSpec.TryRead(JsValue.Object([new("version", JsValue.Of(9))])).IsValid.ShouldBeFalse();
    }
}
