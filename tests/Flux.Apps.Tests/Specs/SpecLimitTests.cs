using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Specs;

/// <summary>Each row breaks one limit of fluxos-protocol §3.3–3.10 in an otherwise valid specification of version 8.</summary>
public sealed class SpecLimitTests
{
    [Theory]
    [InlineData("version", "9", "version: 9 is newer than this program knows; it can be read, not run")]
    [InlineData("version", "\"x\"", "version: must be a number from 1 to 8")]
    [InlineData("name", "\"\"", "name: is empty")]
    [InlineData("name", "\"-a\"", "name: may have only letters, digits and inner hyphens")]
    [InlineData("name", "\"a-\"", "name: may have only letters, digits and inner hyphens")]
    [InlineData("name", "\"a_b\"", "name: may have only letters, digits and inner hyphens")]
    [InlineData("name", "\"é\"", "name: may have only letters, digits and inner hyphens")]
    [InlineData("name", "\"zelapp\"", "name: must not start with zel")]
    [InlineData("name", "\"fluxapp\"", "name: must not start with flux")]
    [InlineData("name", "\"WatchTower\"", "name: WatchTower is reserved")]
    [InlineData("name", "\"share\"", "name: share is reserved")]
    [InlineData("description", "\"\"", "description: is empty")]
    [InlineData("owner", "\"\"", "owner: is empty")]
    [InlineData("owner", "\"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMJ\"", "owner: 1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMJ is no Bitcoin address (1…), Ethereum address (0x…) or FLUX address (t1…, t3…)")]
    [InlineData("owner", "\"t1LUs6quf7TB2zVZmexqPQdnqmrFMGZGjV7\"", "owner: t1LUs6quf7TB2zVZmexqPQdnqmrFMGZGjV7 is no Bitcoin address (1…), Ethereum address (0x…) or FLUX address (t1…, t3…)")]
    [InlineData("owner", "\"0x12\"", "owner: 0x12 is no Bitcoin address (1…), Ethereum address (0x…) or FLUX address (t1…, t3…)")]
    [InlineData("compose", "[]", "compose: has no component")]
    [InlineData("compose", "7", "compose: must be a list")]
    [InlineData("compose[1]", "7", "compose[1]: must be an object")]
    [InlineData("compose[1].name", "\"web\"", "compose[1].name: web is already the name of compose[0]")]
    [InlineData("compose[0].name", "\"\"", "compose[0].name: is empty")]
    [InlineData("compose[0].name", "\"a-b\"", "compose[0].name: may have only letters and digits")]
    [InlineData("compose[0].name", "\"zelweb\"", "compose[0].name: must not start with zel")]
    [InlineData("compose[0].repotag", "\"\"", "compose[0].repotag: is empty")]
    [InlineData("compose[0].repotag", "\"nginx\"", "compose[0].repotag: \"nginx\" needs a tag, as in nginx:latest")]
    [InlineData("compose[0].ports[0]", "0", "compose[0].ports[0]: 0 is outside 1–65535")]
    [InlineData("compose[0].ports[0]", "65536", "compose[0].ports[0]: 65536 is outside 1–65535")]
    [InlineData("compose[0].ports[0]", "22", "compose[0].ports[0]: 22 is reserved")]
    [InlineData("compose[0].ports[0]", "16100", "compose[0].ports[0]: 16100 is reserved")]
    [InlineData("compose[0].ports[0]", "16299", "compose[0].ports[0]: 16299 is reserved")]
    [InlineData("compose[0].ports[0]", "26150", "compose[0].ports[0]: 26150 is reserved")]
    [InlineData("compose[0].ports[0]", "30099", "compose[0].ports[0]: 30099 is reserved")]
    [InlineData("compose[0].ports[0]", "1.5", "compose[0].ports[0]: 1.5 is not a whole number")]
    [InlineData("compose[0].ports[0]", "\"web\"", "compose[0].ports[0]: must be a number")]
    [InlineData("compose[0].ports[0]", "1e30", "compose[0].ports[0]: 1e+30 is out of range")]
    [InlineData("compose[0].containerPorts[0]", "65536", "compose[0].containerPorts[0]: 65536 is outside 0–65535")]
    [InlineData("compose[0].containerPorts[0]", "\"80\"", "compose[0].containerPorts[0]: must be a number")]
    [InlineData("compose[0].containerPorts", "[]", "compose[0].containerPorts: has 0 entries for 1 ports")]
    [InlineData("compose[0].domains", "[]", "compose[0].domains: has 0 entries for 1 ports")]
    [InlineData("compose[0].domains[0]", "\"a b\"", "compose[0].domains[0]: \"a b\" is not a domain name")]
    [InlineData("compose[0].domains[0]", "\"a.example.org,-b.example.org\"", "compose[0].domains[0]: \"-b.example.org\" is not a domain name")]
    [InlineData("compose[0].environmentParameters[0]", "\"A\"", "compose[0].environmentParameters[0]: must have the form KEY=VALUE")]
    [InlineData("compose[0].environmentParameters[0]", "\"=1\"", "compose[0].environmentParameters[0]: must have the form KEY=VALUE")]
    [InlineData("compose[0].environmentParameters[0]", "\"A B=1\"", "compose[0].environmentParameters[0]: must have the form KEY=VALUE")]
    [InlineData("compose[0].environmentParameters", "true", "compose[0].environmentParameters: must be a list")]
    [InlineData("compose[1].commands[0]", "\"a\\u0000b\"", "compose[1].commands[0]: contains a zero character")]
    [InlineData("compose[0].containerData", "\"/\"", "compose[0].containerData: has 1 characters; 2–200 are allowed")]
    [InlineData("compose[0].containerData", "\"logs:/x\"", "compose[0].containerData: \"logs:/x\": the first mount is /path or flags r, g, s followed by :/path")]
    [InlineData("compose[0].cpu", "0", "compose[0].cpu: 0 is not above 0")]
    [InlineData("compose[0].ram", "-1", "compose[0].ram: -1 is not above 0")]
    [InlineData("compose[0].hdd", "0", "compose[0].hdd: 0 is not above 0")]
    [InlineData("compose[0].cpu", "0.123456789", "compose[0].cpu: 0.123456789 has more than 8 decimals")]
    [InlineData("compose[0].cpu", "true", "compose[0].cpu: must be a number")]
    [InlineData("compose[0].cpu", "1e400", "compose[0].cpu: must be a number")]
    [InlineData("compose[0].cpu", "1e300", "compose[0].cpu: 1e+300 is out of range")]
    [InlineData("compose[0].cpu", "14.9", "compose: asks for 15.1 cores; a Stratus node gives at most 15")]
    [InlineData("compose[0].ram", "58801", "compose: asks for 59001 MB of memory; a Stratus node gives at most 59000")]
    [InlineData("compose[0].hdd", "819.5", "compose: asks for 820.5 GB of storage; a Stratus node gives at most 820")]
    [InlineData("compose[0].repoauth", "\"user:pass\"", "compose[0].repoauth: must be empty outside an enterprise part")]
    [InlineData("instances", "0", "instances: 0 is outside 1–100")]
    [InlineData("instances", "101", "instances: 101 is outside 1–100")]
    [InlineData("instances", "2.5", "instances: 2.5 is not a whole number")]
    [InlineData("expire", "0", "expire: 0 is outside 1–264000 blocks")]
    [InlineData("expire", "264001", "expire: 264001 is outside 1–264000 blocks")]
    [InlineData("geolocation[0]", "\"Europe\"", "geolocation[0]: \"Europe\" is not a place (acEU, acEU_CZ, acEU_CZ_Prague, or a!c… to forbid)")]
    [InlineData("nodes", "[\"1.2.3.4\"]", "nodes: are allowed only with an enterprise part")]
    [InlineData("nodes", "[\"here\"]", "nodes[0]: \"here\" is neither ip, ip:port nor txid:index")]
    [InlineData("staticip", "2", "staticip: must be true or false")]
    [InlineData("staticip", "\"yes\"", "staticip: must be true or false")]
    [InlineData("datacenter", "true", "datacenter: is not open to this owner")]
    [InlineData("enterprise", "null", "enterprise: must be a text or false")]
    [InlineData("enterprise", "7", "enterprise: must be a text or false")]
    [InlineData("tiered", "false", "tiered: is not a field of version 8")]
    [InlineData("compose[0].secrets", "\"\"", "compose[0].secrets: is not a field of version 8")]
    [InlineData("contacts", "", "contacts: is missing")]
    [InlineData("compose[0].repoauth", "", "compose[0].repoauth: is missing")]
    [InlineData("enterprise", "", "enterprise: is missing")]
    public void Reports(string path, string json, string problem)
    {
        var reading = Example.Read(Example.Version8, path, json);
        reading.Problems.Select(found => found.ToString()).ShouldContain(problem);
        reading.IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("name", 63, 64)]
    [InlineData("compose[0].name", 63, 64)]
    [InlineData("description", 256, 257)]
    [InlineData("compose[0].description", 256, 257)]
    [InlineData("compose[0].repotag", 200, 201)]
    [InlineData("compose[0].commands[0]", 400, 401)]
    [InlineData("contacts[0]", 75, 76)]
    public void Limits_the_length_of(string path, int allowed, int refused)
    {
        var example = Example.Set(Example.Value(Example.Version8), "compose[0].commands", Example.Value("[\"a\"]")).ToString();
        foreach (var (length, valid) in new[] { (allowed, true), (refused, false) })
        {
            var text = path.EndsWith("repotag", StringComparison.Ordinal) ? LongRepoTag(length) : new string('a', length);
            var reading = Example.Read(example, path, JsValue.Of(text).ToString());
            reading.IsValid.ShouldBe(valid, reading.ToString());
            if (!valid) reading.ToString().ShouldBe($"{path}: has {length} characters; at most {allowed} are allowed");
        }
    }

    [Theory]
    [InlineData("compose[0].environmentParameters[0]", 400)]
    [InlineData("compose[0].domains[0]", 253)]
    [InlineData("geolocation[0]", 50)]
    [InlineData("nodes[0]", 70)]
    public void Limits_the_length_of_entries(string path, int most)
    {
        var example = Example.Value(Example.Version8).With("nodes", Example.Value("[\"1.2.3.4\"]")).ToString();
        string[] Told(int length) => [.. Example.Read(example, path, JsValue.Of("A=" + new string('a', length - 2)).ToString()).Problems
            .Select(found => found.ToString())];
        Told(most).ShouldNotContain(problem => problem.Contains("characters", StringComparison.Ordinal));
        Told(most + 1).ShouldContain($"{path}: has {most + 1} characters; at most {most} are allowed");
    }

    [Theory]
    [InlineData("compose[0].ports", 5)]
    [InlineData("compose[0].environmentParameters", 20)]
    [InlineData("compose[0].commands", 20)]
    [InlineData("contacts", 5)]
    [InlineData("geolocation", 10)]
    [InlineData("nodes", 120)]
    public void Limits_the_number_of(string path, int most)
    {
        var items = Enumerable.Range(0, most + 1).Select(i => path switch
        {
            "compose[0].ports" => JsValue.Of(31000 + i),
            "compose[0].environmentParameters" => JsValue.Of($"A{i}=1"),
            "geolocation" => JsValue.Of("acEU"),
            "nodes" => JsValue.Of("1.2.3.4:16127"),
            _ => JsValue.Of("a"),
        });
        Example.Read(Example.Version8, path, JsValue.Array(items).ToString()).Problems.Select(found => found.ToString())
            .ShouldContain($"{path}: has {most + 1} entries; at most {most} are allowed");
    }

    [Fact]
    public void Allows_ten_components_and_not_eleven()
    {
        Components(10).IsValid.ShouldBeTrue();
        Components(11).ToString().ShouldBe("compose: has 11 components; at most 10 are allowed");
    }

    [Fact]
    public void Allows_a_port_only_once_in_an_app()
    {
        var twice = Example.Set(Example.Value(Example.Version8), "compose[1].ports", Example.Value("[31111]"));
        twice = Example.Set(Example.Set(twice, "compose[1].containerPorts", Example.Value("[6379]")), "compose[1].domains", Example.Value("[\"\"]"));
        AppSpec.TryParse(twice, AppRules.Own, 1).ToString().ShouldBe("compose[1].ports[0]: 31111 is already compose[0].ports[0]");
    }

    [Theory]
    [InlineData(8384)]
    [InlineData(27017)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(3389)]
    [InlineData(5900)]
    [InlineData(5800)]
    [InlineData(161)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5901)]
    [InlineData(3388)]
    [InlineData(4444)]
    [InlineData(123)]
    [InlineData(53)]
    public void Gives_nobody_the_port(int port) => AppRules.Own.IsBanned(port).ShouldBeTrue();

    [Theory]
    [InlineData(16099)]
    [InlineData(16300)]
    [InlineData(29999)]
    [InlineData(30100)]
    [InlineData(80)]
    [InlineData(443)]
    public void Leaves_the_neighbouring_ports_open(int port) => AppRules.Own.IsBanned(port).ShouldBeFalse();

    [Fact]
    public void Tells_every_problem_at_once_and_none_twice()
    {
        var broken = Example.Set(Example.Set(Example.Set(Example.Value(Example.Version8),
            "compose[0].ports[0]", JsValue.Of(22)), "instances", JsValue.Of("many")), "expire", JsValue.Of(0));
        AppSpec.TryParse(broken, AppRules.Own, 1).Problems.Select(found => found.ToString()).ShouldBe(
        [
            "instances: must be a number", "compose[0].ports[0]: 22 is reserved", "expire: 0 is outside 1–264000 blocks",
        ]);
    }

    [Fact]
    public void Never_repeats_an_environment_value()
    {
        var reading = Example.Read(Example.Version8, "compose[0].environmentParameters[0]", "\"my secret\"");
        reading.ToString().ShouldNotContain("secret");
    }

    private static SpecReading Components(int count)
    {
        var component = Example.Value(Example.Version8)["compose"]!.Items[1].With("containerData", JsValue.Of("/data"));
        var all = Enumerable.Range(0, count).Select(i => component.With("name", JsValue.Of("c" + i)));
        return AppSpec.TryParse(Example.Value(Example.Version8).With("compose", JsValue.Array(all)), AppRules.Own, 1);
    }

    private static string LongRepoTag(int length) => "registry.example.org/" + new string('a', length - 21 - 5) + ":tags"[..5];
}
